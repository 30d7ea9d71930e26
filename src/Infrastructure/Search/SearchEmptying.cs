using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Search.Tables;

namespace Xtablo.Infrastructure.Search;

/// <summary>Empties the index of a tablo in turns.</summary>
internal static class SearchEmptying
{
    private const int Most = 2000; // rows in a turn

    /// <summary>Returns false when nothing is left.</summary>
    public static async Task<bool> EmptyAsync(XtabloDb db, TabloId tablo) =>
        // Postings first: a message that is deleted meanwhile still finds the rest of what it has.
        await EmptyPostingsAsync(db, tablo) + await EmptyEndingsAsync(db, tablo) is > 0
        || await EmptyNumberedAsync(db, tablo) > 0;

    private static async Task<int> EmptyPostingsAsync(XtabloDb db, TabloId tablo)
    {
        var postings = db.SearchPostings.Where(p => p.TabloId == tablo);
        var last = await postings.OrderBy(p => p.TermId).ThenBy(p => p.Number).Skip(Most).AsNoTracking().FirstOrDefaultAsync();
        var some = last is null
            ? postings
            : postings.Where(p => p.TermId < last.TermId || (p.TermId == last.TermId && p.Number <= last.Number));
        return await some.ExecuteDeleteAsync();
    }

    private static async Task<int> EmptyEndingsAsync(XtabloDb db, TabloId tablo)
    {
        var endings = db.SearchEndings.Where(e => e.TabloId == tablo);
        var last = await endings.OrderBy(e => e.Ending).Select(e => e.Ending).Skip(Most).FirstOrDefaultAsync();
        return await (last is null ? endings : endings.UpTo(last)).ExecuteDeleteAsync();
    }

    private static async Task<int> EmptyNumberedAsync(XtabloDb db, TabloId tablo)
    {
        var terms = db.SearchTerms.Where(t => t.TabloId == tablo);
        var messages = db.SearchedMessages.Where(m => m.TabloId == tablo);
        var (term, message) = (await terms.MinAsync(t => (long?)t.Id), await messages.MinAsync(m => (long?)m.Number));
        return await terms.Where(t => t.Id < term + Most).ExecuteDeleteAsync()
            + await messages.Where(m => m.Number < message + Most).ExecuteDeleteAsync();
    }
}
