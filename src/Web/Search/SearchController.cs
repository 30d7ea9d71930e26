using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Discussions;
using Xtablo.Application.Search;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Search;

/// <summary>
/// Finds messages in a tablo, or in all of one's own. A form that is sent by GET, so that a search has an address.
/// </summary>
[Authorize]
internal sealed class SearchController(ISearch search, IDiscussionReader discussions) : FormController
{
    [HttpGet("/search")]
    [RateLimited(RateLimits.Searches)]
    [Compressed]
    public async Task<IActionResult> Everywhere(SearchForm form, CancellationToken ct) =>
        View("Show", await ModelAsync(null, form, await FindAsync(form, tablos: null, ct), ct));

    /// <summary>What calls who asks, the newest first: a search for nothing else.</summary>
    [HttpGet("/mentions")]
    [RateLimited(RateLimits.Searches)]
    [Compressed]
    public async Task<IActionResult> Mentions(string? next, CancellationToken ct)
    {
        var form = new SearchForm { Mentions = "me", Next = next };
        return View("Mentions", await ModelAsync(null, form, await FindAsync(form, tablos: null, ct), ct));
    }

    /// <summary>Who takes part in any of one's own tablos, for the switcher alone.</summary>
    [HttpGet("/search/people")]
    [RateLimited(RateLimits.Searches)]
    public async Task<IActionResult> People(CancellationToken ct) =>
        PartialView("_People", await search.AuthorsAsync(User.AccountId(), tablo: null, ct));

    [HttpGet("/tablos/{tabloId:guid}/discussion/search")]
    [RateLimited(RateLimits.Searches)]
    [Compressed]
    [ForMembers]
    public async Task<IActionResult> Here(TabloId tabloId, SearchForm form, CancellationToken ct) =>
        await PageAsync(tabloId, ct) is { } page
            ? View("Show", await ModelAsync(page, form, await FindAsync(form, [tabloId], ct), ct))
            : NotFound();

    protected override async Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct)
    {
        var form = posted as SearchForm ?? new SearchForm();
        if (!RouteData.Values.ContainsKey("tabloId"))
        {
            return View("Show", await ModelAsync(null, form, found: null, ct));
        }

        return await PageAsync(RouteData.TabloId(), ct) is { } page
            ? View("Show", await ModelAsync(page, form, found: null, ct))
            : NotFound();
    }

    private async Task<FoundPage?> FindAsync(SearchForm form, TabloId[]? tablos, CancellationToken ct)
    {
        var query = SearchQuery.Read(form.AsInput(User.Preferences().TimeZone), tablos);
        return query.IsEmpty ? null : await search.FindAsync(User.AccountId(), query, ct);
    }

    private Task<DiscussionPage?> PageAsync(TabloId tablo, CancellationToken ct) =>
        discussions.PageAsync(tablo, User.AccountId(), Window.Newest(1), ct);

    private async Task<SearchModel> ModelAsync(
        DiscussionPage? tablo, SearchForm form, FoundPage? found, CancellationToken ct) =>
        new(tablo, form, await search.AuthorsAsync(User.AccountId(), tablo?.TabloId, ct), found);
}
