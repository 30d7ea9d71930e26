using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Search;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Search.Tables;

namespace Xtablo.Infrastructure.Search;

/// <summary>Takes messages out of the index by what is stored of them, never by a text.</summary>
internal sealed class SearchRemoval : ITextIndex
{
    private const int AtOnce = 500; // ids in a statement

    public async Task ForgetAsync(XtabloDb db, TabloId tablo, IReadOnlyCollection<long> numbers)
    {
        // Locks it: what someone else is putting in of these messages is there to be taken out when they have committed.
        await db.SearchStates.Where(s => s.TabloId == tablo)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, s => s.Version));
        await RemoveAsync(db, tablo, numbers);
    }

    public async Task ForgetAsync(XtabloDb db, TabloId tablo)
    {
        await db.SearchStates.Where(s => s.TabloId == tablo).ExecuteDeleteAsync();
        await db.SearchPostings.Where(p => p.TabloId == tablo).ExecuteDeleteAsync();
        await db.SearchEndings.Where(e => e.TabloId == tablo).ExecuteDeleteAsync();
        await db.SearchTerms.Where(t => t.TabloId == tablo).ExecuteDeleteAsync();
        await db.SearchedMessages.Where(m => m.TabloId == tablo).ExecuteDeleteAsync();
    }

    /// <summary>To be called with the state of the tablo locked.</summary>
    public static async Task RemoveAsync(XtabloDb db, TabloId tablo, IReadOnlyCollection<long> numbers)
    {
        var known = db.SearchedMessages.Where(m => m.TabloId == tablo && EF.Parameter(numbers).Contains(m.Number));
        var terms = new HashSet<long>();
        foreach (var message in await known.AsNoTracking().ToListAsync())
        {
            var theirs = TermIds.Unpacked(message.Terms);
            terms.UnionWith(theirs);
            foreach (var some in theirs.Chunk(AtOnce))
            {
                await db.SearchPostings
                    .Where(p => p.TabloId == tablo && EF.Parameter(some).Contains(p.TermId) && p.Number == message.Number)
                    .ExecuteDeleteAsync();
            }
        }

        if (terms.Count > 0)
        {
            await known.ExecuteDeleteAsync();
            await RemoveUnusedAsync(db, tablo, terms);
        }
    }

    /// <summary>A word that no message has any more must not stay in the vocabulary.</summary>
    private static async Task RemoveUnusedAsync(XtabloDb db, TabloId tablo, IEnumerable<long> terms)
    {
        foreach (var some in terms.Chunk(AtOnce))
        {
            var unused = await db.SearchTerms
                .Where(t => t.TabloId == tablo && EF.Parameter(some).Contains(t.Id)
                    && !db.Set<SearchPostingRow>().Any(p => p.TabloId == tablo && p.TermId == t.Id))
                .Select(t => new { t.Id, t.Term })
                .ToListAsync();
            long[] ids = [.. unused.Select(t => t.Id)];
            foreach (var endings in unused.SelectMany(t => Terms.EndingsOf(t.Term)).Distinct().Chunk(AtOnce))
            {
                await db.SearchEndings
                    .Where(e => e.TabloId == tablo && EF.Parameter(endings).Contains(e.Ending)
                        && EF.Parameter(ids).Contains(e.TermId))
                    .ExecuteDeleteAsync();
            }

            await db.SearchTerms.Where(t => t.TabloId == tablo && EF.Parameter(ids).Contains(t.Id)).ExecuteDeleteAsync();
        }
    }
}
