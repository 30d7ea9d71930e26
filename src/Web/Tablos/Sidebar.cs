using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Tablos;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Tablos;

/// <summary>The tablos of the signed-in account, beside every page.</summary>
public sealed class Sidebar(ITabloReader tablos) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var all = await tablos.ListAsync(HttpContext.User.AccountId(), HttpContext.RequestAborted);
        var shown = all.Where(tablo => !tablo.Archived || tablo.Id.Value == Here).ToList();
        return View("/Tablos/_Sidebar.cshtml", new SidebarModel(shown, Here));
    }

    /// <summary>The tablo of the page, or of the page for which this list is reloaded.</summary>
    private Guid? Here =>
        Guid.TryParse(RouteData.Values["tabloId"]?.ToString() ?? Request.Query["here"], out var here) ? here : null;
}
