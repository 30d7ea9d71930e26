using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Discussions;
using Xtablo.Application.Search;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Search.Tables;

namespace Xtablo.Infrastructure.Search;

internal sealed class SearchReader(Database database, IMarkup markup) : ISearch
{
    private const int Looks = 2000; // rows, of all tablos together
    private const int FewestLooks = 250; // more than the index is usually behind
    private const int MostAuthors = 500;

    private readonly int _version = IndexedTerms.VersionWith(markup);

    public async Task<FoundPage> FindAsync(AccountId member, SearchQuery query, CancellationToken ct)
    {
        await using var db = database.Open();

        // Membership, index and messages of one moment: what is deleted or closed to them before it cannot be found any more.
        await using var snapshot = await database.BeginSnapshotAsync(db, ct);
        var tablos = await TablosAsync(db, member, query, ct);
        var (all, ready) = (tablos.Sum(t => t.Last), tablos.Sum(t => t.Reached == 0 ? 0 : t.Last - t.Below + 1));
        var percent = all == 0 ? 100 : (int)(100 * Math.Clamp((double)ready / all, 0, 1));
        if (query.IsEmpty)
        {
            return new([], null, null, percent);
        }

        var searches = new List<TabloSearch>();
        foreach (var tablo in tablos)
        {
            if ((query.Place is null ? tablo.Last + 1 : query.Place.BeforeIn(tablo.Id)) is { } before)
            {
                var looks = Math.Max(FewestLooks, Looks / tablos.Count);
                var search = new TabloSearch(db, tablo, query, member, markup, looks, ct);
                await search.RunAsync(before);
                searches.Add(search);
            }
        }

        return await FoundPages.OfAsync(db, searches, query, percent, ct);
    }

    public async Task<IReadOnlyList<Person>> AuthorsAsync(AccountId member, TabloId? tablo, CancellationToken ct)
    {
        await using var db = database.Open();
        var people = await db.Participants
            .Where(p => db.DiscussionsOf(member).Any(d =>
                d.TabloId == EF.Property<TabloId>(p, DiscussionTables.TabloIdOf) && (tablo == null || d.TabloId == tablo)))
            .Select(p => new { p.AccountId, p.Name })
            .Distinct()
            .Take(MostAuthors)
            .ToListAsync(ct);
        return
        [
            .. people.GroupBy(p => p.AccountId)
                .Select(same => new Person(same.Key, same.First().Name))
                .OrderBy(person => person.Name.Value, StringComparer.CurrentCultureIgnoreCase),
        ];
    }

    private async Task<List<SearchedTablo>> TablosAsync(
        XtabloDb db, AccountId member, SearchQuery query, CancellationToken ct)
    {
        var theirs = db.DiscussionsOf(member);
        if (query.Tablos is { } some)
        {
            theirs = theirs.Where(d => some.Contains(d.TabloId));
        }

        var found = await theirs.Select(d => new { d.TabloId, d.Name, d.LastNumber }).ToListAsync(ct);
        TabloId[] ids = [.. found.Select(t => t.TabloId)];
        var states = await db.SearchStates.AsNoTracking()
            .Where(s => EF.Parameter(ids).Contains(s.TabloId) && s.Version == _version)
            .ToDictionaryAsync(s => s.TabloId, ct);
        return
        [
            .. found.Select(t => states.TryGetValue(t.TabloId, out var state)
                ? new SearchedTablo(t.TabloId, t.Name.Value, t.LastNumber, state.Reached, state.Below, state.Sequence)
                : new SearchedTablo(t.TabloId, t.Name.Value, t.LastNumber, Reached: 0, Below: 1, Sequence: 0)),
        ];
    }
}
