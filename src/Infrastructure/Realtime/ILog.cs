using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// The log as the database has it. An interface because the hub's behaviour in races is tested with a log that stands still.
/// </summary>
internal interface ILog
{
    /// <summary>The maximum number of entries that a stream takes at a time.</summary>
    const int PageSize = 200;

    /// <summary>Returns the entries after a sequence, in order, at most <paramref name="limit"/>.</summary>
    Task<LogPage> ReadAfterAsync(TabloId tabloId, long sequence, int limit, CancellationToken ct);

    /// <summary>Returns the heads of those discussions that exist, in one query.</summary>
    Task<IReadOnlyList<DiscussionHead>> ReadHeadsAsync(IReadOnlyCollection<TabloId> tablos, CancellationToken ct);
}

internal sealed record DiscussionHead(TabloId TabloId, Epoch Epoch, long Head);
