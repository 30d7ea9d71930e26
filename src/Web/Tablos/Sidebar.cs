using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Tablos;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Tablos;

/// <summary>The tablos of who is signed in, beside every page.</summary>
public sealed class Sidebar(ITabloReader tablos) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync() => View(
        "/Tablos/_Sidebar.cshtml",
        await tablos.ListAsync(HttpContext.User.AccountId(), HttpContext.RequestAborted));
}
