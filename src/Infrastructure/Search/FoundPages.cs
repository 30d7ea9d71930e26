using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Search;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Search;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Search;

/// <summary>Makes one page of what was found in several tablos.</summary>
internal static class FoundPages
{
    /// <summary>
    /// The newest of what was found. Where a search has not come to its end, what others found beyond that moment waits for the
    /// next page: something newer may still be found. Of one tablo the numbers say what is newer, for times need not follow them.
    /// </summary>
    public static async Task<FoundPage> OfAsync(
        XtabloDb db, List<TabloSearch> searches, SearchQuery query, int percent, CancellationToken ct)
    {
        var found = searches.ConvertAll(s => (Search: s, Hits: InOrder(s)));
        DateTimeOffset? reached = null;
        foreach (var (search, hits) in found.Where(each => each.Search.Before > 1))
        {
            var at = await db.MessagesOf(search.Tablo.Id)
                .Where(m => m.Number == search.Before || (m.Number == search.Before - 1 && search.Before > search.Tablo.Last))
                .Select(m => m.PostedAt).SingleAsync(ct);
            at = hits.Count > 0 && hits[^1].At < at ? hits[^1].At : at;
            reached = reached > at ? reached : at;
        }

        var shown = found
            .SelectMany(each => each.Hits, (each, hit) => (each.Search, hit.Row, hit.Text, hit.At))
            .Where(hit => reached is null || hit.At >= reached)
            .OrderByDescending(hit => hit.At)
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

    /// <summary>The newest first, none at a later time than what is newer than it.</summary>
    private static List<(MessageRow Row, SearchedText Text, DateTimeOffset At)> InOrder(TabloSearch search)
    {
        var at = DateTimeOffset.MaxValue;
        return search.Found.ConvertAll(hit => (hit.Row, hit.Text, at = hit.Row.PostedAt < at ? hit.Row.PostedAt : at));
    }
}
