using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Realtime;

/// <summary>
/// The write side of realtime: tells open streams what has happened. Each call is a hint that may be lost, doubled or
/// late without harm, because every stream follows the log.
/// </summary>
public interface IRealtimeBroadcaster
{
    /// <summary>Hands over an entry that has been committed.</summary>
    Task BroadcastAsync(TabloId tabloId, Epoch epoch, StreamEntry entry, CancellationToken ct);

    /// <summary>Something of an account's own has changed, such as how much is unread.</summary>
    Task WakeStreamsOfAsync(AccountId account, CancellationToken ct);

    /// <summary>Ends the streams that were opened by sessions and tokens which have ended.</summary>
    Task EndStreamsOfAsync(IReadOnlyCollection<AccessId> ended, CancellationToken ct);
}

public static class EndingStreams
{
    /// <summary>Ends the streams of sessions that have ended. That they hear of it does not depend on who asked.</summary>
    public static Task EndStreamsOfAsync(this IRealtimeBroadcaster broadcaster, IEnumerable<SessionId> ended) =>
        broadcaster.EndStreamsOfAsync([.. ended.Select(session => session.AsAccess())], CancellationToken.None);
}
