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
        var theirs = all.Where(tablo => !tablo.Archived || tablo.Id.Value == Here).ToList();
        return View("/Tablos/_Sidebar.cshtml", new SidebarModel(ShownOf(theirs), Here, theirs.Count > ListPage.Size));
    }

    /// <summary>Of more than a page has room for: the one that is open, and what has something new.</summary>
    private List<TabloView> ShownOf(List<TabloView> theirs)
    {
        var shown = theirs
            .OrderByDescending(tablo => tablo.Id.Value == Here)
            .ThenByDescending(tablo => tablo.Unread > 0)
            .Take(ListPage.Size)
            .ToHashSet();
        return [.. theirs.Where(shown.Contains)];
    }

    /// <summary>The tablo of the page, or of the page for which this list is reloaded.</summary>
    private Guid? Here =>
        Guid.TryParse(RouteData.Values["tabloId"]?.ToString() ?? Request.Query["here"], out var here) ? here : null;
}
