using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Realtime;

/// <summary>The read side of realtime: what a stream follows a discussion by.</summary>
public interface IRealtimeFeed
{
    /// <summary>
    /// Registers a stream. Register first and read then: what is committed in between is not missed.
    /// </summary>
    /// <returns>To be disposed when the stream ends; null when the account has as many streams open as it may.</returns>
    IStreamSubscription? Subscribe(TabloId tabloId, Watcher watcher);
}

/// <summary>On whose behalf a stream is open.</summary>
public sealed record Watcher(AccountId Account, SessionId Session);

/// <summary>Used by one stream, one call at a time.</summary>
public interface IStreamSubscription : IDisposable
{
    /// <summary>The end of the log as far as this node knows: never ahead of the database, at most a second behind.</summary>
    Cursor Head { get; }

    /// <summary>Cancelled when the watcher may no longer watch; <see cref="EndReason"/> then says why.</summary>
    CancellationToken Ended { get; }

    /// <summary>The reason for a <c>bye</c> frame; null while the stream may go on.</summary>
    string? EndReason { get; }

    /// <summary>The end of the log, read from the database when this node does not know it yet.</summary>
    Task<Cursor> ReadHeadAsync(CancellationToken ct);

    /// <summary>What follows a cursor, at once; from memory when it is there, else from the database.</summary>
    ValueTask<LogPage> ReadAfterAsync(Cursor cursor, CancellationToken ct);

    /// <summary>
    /// Waits until there may be something after the cursor, or its epoch is over, for at most <paramref name="limit"/>;
    /// it does not throw when <paramref name="ct"/> ends the wait.
    /// </summary>
    Task WaitForMoreAsync(Cursor cursor, TimeSpan limit, CancellationToken ct);
}
