using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Discussions;
using Xtablo.Application.Search;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Api;

[ProducesResponseType<ProblemJson>(StatusCodes.Status401Unauthorized, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status429TooManyRequests, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status404NotFound, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status422UnprocessableEntity, ProblemJson.ContentType)]
internal sealed class SearchController(ISearch search, IDiscussionReader discussions, JsonRow row) : ApiController
{
    /// <summary>
    /// Finds messages, newest first. A page may have fewer results than there is room for, even none, and still not be the last:
    /// continue while there is a <c>next</c>.
    /// </summary>
    /// <param name="q">Words or parts of words, all of which a message must have; phrases in quotation marks.</param>
    /// <param name="tablo">The id of the tablo to look in; all of them when absent.</param>
    /// <param name="author">The id of the account that wrote it.</param>
    /// <param name="from">The first day, such as 2026-10-31.</param>
    /// <param name="to">The last day, which counts whole.</param>
    /// <param name="tz">The IANA name of the time zone of both days; UTC when absent.</param>
    /// <param name="mentions"><c>me</c>: only what mentions the token's account.</param>
    /// <param name="has"><c>link</c>: only what has a link.</param>
    /// <param name="next">Opaque: from the previous page.</param>
    [HttpGet("/api/search")]
    [RateLimited(RateLimits.Searches)]
    [ProducesResponseType<FoundJson>(StatusCodes.Status200OK, Json)]
    public async Task<IActionResult> Find(
        string? q, string? tablo, string? author, string? from, string? to, string? tz, string? mentions, string? has,
        string? next, CancellationToken ct)
    {
        var opened = User.OpenedTablos();
        if (!string.IsNullOrEmpty(tablo))
        {
            var asked = Guid.TryParse(tablo, out var id) ? new TabloId(id) : throw new RefusedException("search.tablo", "tablo");
            if (!User.MayOpen(asked) || !await discussions.TakesPartAsync(asked, User.AccountId(), ct))
            {
                return NotFound();
            }

            opened = [asked];
        }

        var query = SearchQuery.Read(new SearchInput(q, author, from, to, tz, mentions, has, next), opened);
        var found = await search.FindAsync(User.AccountId(), query, ct);
        return Ok(new FoundJson(
            [.. found.Hits.Select(hit => new ResultJson(hit.Message.TabloId.Value, row.Of(hit.Message)))],
            found.Next?.ToString()));
    }
}
