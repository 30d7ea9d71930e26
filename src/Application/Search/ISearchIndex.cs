namespace Xtablo.Application.Search;

/// <summary>What makes searching fast; it can be made again from the messages at any time.</summary>
public interface ISearchIndex
{
    /// <summary>
    /// Empties the index and fills it again, in short turns beside whatever else is written. When it is ended before it is
    /// done, a server goes on with it.
    /// </summary>
    /// <param name="progress">Reports how much is done, in percent.</param>
    Task RebuildAsync(IProgress<int> progress, CancellationToken ct);
}
