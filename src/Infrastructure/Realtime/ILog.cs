using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>The log as the database has it. An interface, because what the hub does in a race is tested with a log that stands still.</summary>
internal interface ILog
{
    /// <summary>How many entries a stream takes at a time.</summary>
    const int PageSize = 200;

    /// <summary>The entries after a sequence, at most <paramref name="limit"/>.</summary>
    Task<LogPage> ReadAfterAsync(TabloId tabloId, long sequence, int limit, CancellationToken ct);

    /// <summary>The heads of those discussions that exist, in one query.</summary>
    Task<IReadOnlyList<DiscussionHead>> ReadHeadsAsync(IReadOnlyCollection<TabloId> tablos, CancellationToken ct);
}

internal sealed record DiscussionHead(TabloId TabloId, Epoch Epoch, long Head);
