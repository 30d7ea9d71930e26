using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Search;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Search;

/// <summary>Makes one page of what was found in several tablos.</summary>
internal static class FoundPages
{
    /// <summary>
    /// The newest of what was found. Where a search has not come to its end, what others found beyond that moment waits for the
    /// next page: something newer may still be found.
    /// </summary>
    public static async Task<FoundPage> OfAsync(
        XtabloDb db, List<TabloSearch> searches, SearchQuery query, int percent, CancellationToken ct)
    {
        DateTimeOffset? reached = null;
        foreach (var search in searches.Where(s => s.Before > 1))
        {
            var at = await db.MessagesOf(search.Tablo.Id)
                .Where(m => m.Number == search.Before || (m.Number == search.Before - 1 && search.Before > search.Tablo.Last))
                .Select(m => m.PostedAt).SingleAsync(ct);
            reached = reached > at ? reached : at;
        }

        var shown = searches
            .SelectMany(s => s.Found, (s, found) => (Search: s, found.Row, found.Text))
            .Where(hit => reached is null || hit.Row.PostedAt >= reached)
            .OrderByDescending(hit => hit.Row.PostedAt)
            .ThenBy(hit => hit.Row.TabloId.Value)
            .ThenByDescending(hit => hit.Row.Number)
            .Take(SearchQuery.PageSize)
            .ToList();
        var left = searches.Select(s => (s.Tablo.Id, Before: LeftOf(s))).Where(each => each.Before > 1).ToList();
        return new FoundPage(
            [.. shown.Select(hit => new Hit(hit.Row, hit.Search.Tablo.Name, hit.Text.PassagesOf(query.Sought.Pieces)))],
            left.Count == 0 ? null : new SearchPlace(left),
            reached,
            percent);

        long LeftOf(TabloSearch search)
        {
            var next = search.Found.FirstOrDefault(found => !shown.Exists(hit => ReferenceEquals(hit.Row, found.Row)));
            return next.Row is null ? search.Before : next.Row.Number + 1;
        }
    }
}
