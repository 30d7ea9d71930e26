using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Search;
using Xtablo.Domain.Search;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Search.Tables;

namespace Xtablo.Infrastructure.Search;

/// <summary>
/// What the vocabulary of a tablo says about a search: groups of terms, of each of which a message must have one. The text of
/// the message decides in the end; these say where to look.
/// </summary>
internal static class TermGroups
{
    /// <summary>A piece of a word that fits more words than this says too little to look them all up.</summary>
    public const int MostTerms = 400;

    private const int MostGroups = 12;

    /// <summary>Returns null when nothing in the index can match.</summary>
    public static async Task<List<long[]>?> FindAsync(XtabloDb db, TabloId tablo, SearchQuery query, CancellationToken ct)
    {
        var groups = new List<long[]>();
        foreach (var probe in ProbesOf(query).Distinct().Take(MostGroups))
        {
            var terms = await (probe.IsWhole ? Whole(db, tablo, probe.Text) : Inside(db, tablo, probe.Text)).ToListAsync(ct);
            if (terms.Count == 0)
            {
                return null;
            }

            if (terms.Count <= MostTerms)
            {
                groups.Add([.. terms.Distinct()]);
            }
        }

        return groups;
    }

    private static IEnumerable<Probe> ProbesOf(SearchQuery query)
    {
        if (query.Author is { } author)
        {
            yield return new Probe(IndexedTerms.OfAuthor(author), IsWhole: true);
        }

        if (query.HasLink)
        {
            yield return new Probe(IndexedTerms.Link, IsWhole: true);
        }

        foreach (var probe in query.Sought.Pieces.SelectMany(Terms.ProbesOf))
        {
            yield return probe;
        }
    }

    private static IQueryable<long> Whole(XtabloDb db, TabloId tablo, string term) =>
        db.SearchTerms.Where(t => t.TabloId == tablo && t.Term == term).Select(t => t.Id);

    /// <summary>One more than the most shows that there are too many; they are read in the order of the key.</summary>
    private static IQueryable<long> Inside(XtabloDb db, TabloId tablo, string piece) =>
        db.SearchEndings.Where(e => e.TabloId == tablo).BeginningWith(piece)
            .OrderBy(e => e.Ending).ThenBy(e => e.TermId)
            .Select(e => e.TermId)
            .Take(MostTerms + 1);
}
