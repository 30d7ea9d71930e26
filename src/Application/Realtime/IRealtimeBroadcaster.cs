using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Realtime;

/// <summary>
/// The write side of realtime: tells open streams what has happened. Each call is a hint that may be lost, repeated or late
/// without harm, because every stream follows the log.
/// </summary>
public interface IRealtimeBroadcaster
{
    /// <summary>Broadcasts an entry that has been committed.</summary>
    Task BroadcastAsync(TabloId tabloId, Epoch epoch, StreamEntry entry, CancellationToken ct);

    /// <summary>Wakes the streams of an account: something of its own has changed, such as its unread counts.</summary>
    Task WakeStreamsOfAsync(AccountId account, CancellationToken ct);

    /// <summary>Ends the streams that follow a tablo, which is gone, and wakes those that count it.</summary>
    Task EndStreamsOnAsync(TabloId tabloId, CancellationToken ct);

    /// <summary>Ends the streams opened by sessions and tokens that have ended.</summary>
    Task EndStreamsOfAsync(IReadOnlyCollection<AccessId> ended, CancellationToken ct);
}

public static class EndingStreams
{
    /// <summary>Ends the streams of sessions that have ended. No cancellation: it must not depend on the caller.</summary>
    public static Task EndStreamsOfAsync(this IRealtimeBroadcaster broadcaster, IEnumerable<SessionId> ended) =>
        broadcaster.EndStreamsOfAsync([.. ended.Select(session => session.AsAccess())], CancellationToken.None);
}
