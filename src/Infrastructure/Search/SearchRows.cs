using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Search;

/// <summary>Adds many rows to the index at once, as each database does it best.</summary>
internal abstract class SearchRows
{
    /// <summary>In the transaction that the context has.</summary>
    public abstract Task AddAsync(XtabloDb db, TabloId tablo, IndexAddition addition);
}

/// <param name="Messages">Numbers, each with the ids of its terms.</param>
internal sealed record IndexAddition(
    IReadOnlyList<(long Id, string Term)> Terms,
    IReadOnlyList<(string Ending, long Id)> Endings,
    IReadOnlyList<(long Number, long[] Ids)> Messages);
