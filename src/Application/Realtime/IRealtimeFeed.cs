using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Realtime;

/// <summary>The read side of realtime: through it a stream follows discussions.</summary>
public interface IRealtimeFeed
{
    /// <summary>Registers a stream.</summary>
    /// <returns>
    /// The subscription, to be disposed when the stream ends; null when the account has reached its limit of open streams.
    /// </returns>
    IStreamSubscription? Subscribe(Watcher watcher);

    /// <summary>True while the database has not answered for some seconds: this node may be missing news.</summary>
    bool IsStale { get; }
}

/// <summary>On whose behalf a stream is open.</summary>
public sealed record Watcher(AccountId Account, AccessId Access);

/// <summary>Why a stream is to end: one of <see cref="EndReasons"/>.</summary>
/// <param name="TabloId">The tablo that the reason is about; null when it is about all.</param>
public sealed record StreamEnd(string Reason, TabloId? TabloId = null);

/// <summary>Used by one stream, one call at a time.</summary>
public interface IStreamSubscription : IDisposable
{
    Watcher Watcher { get; }

    /// <summary>
    /// How often there may have been news of anything that is followed or watched. Take it first, then look for news, then wait
    /// for more than it, so that nothing in between is missed.
    /// </summary>
    long News { get; }

    /// <summary>How often of these it was of what is stored, which alone can change a count.</summary>
    long StoredNews { get; }

    /// <summary>
    /// Completes when there is more news than <paramref name="seen"/>, or within a quarter of a second after the limit. What
    /// follows must not block: its thread wakes other streams too. One wait at a time, which must be awaited.
    /// </summary>
    ValueTask NewsAfterAsync(long seen, TimeSpan limit);

    /// <summary>The state of the counts that the stream last told; null for one that tells none.</summary>
    ReadState? Told { get; set; }

    /// <summary>Counts as news, so that the stream looks at what it is told elsewhere.</summary>
    void Wake();

    /// <summary>Cancelled when the watcher may no longer watch; <see cref="End"/> then says why.</summary>
    CancellationToken Ended { get; }

    /// <summary>Null while the stream may go on.</summary>
    StreamEnd? End { get; }

    /// <summary>Ends the stream; the first reason stands.</summary>
    void EndFor(StreamEnd reason);

    /// <summary>Begins to follow a discussion. Follow first, then read, so that no commit in between is missed.</summary>
    IFollowedLog Follow(TabloId tabloId);

    /// <summary>Begins to be woken by news of a discussion, without reading it. Idempotent.</summary>
    void Watch(TabloId tabloId);
}

/// <summary>The log of a discussion as the streams of this node share it.</summary>
public interface IFollowedLog
{
    /// <summary>
    /// The end of the log as far as this node knows: never ahead of the database, at most a second behind; null until it has
    /// been read.
    /// </summary>
    Cursor? Head { get; }

    /// <summary>Takes the end of the log as the database has it: what others deleted until then is told no more.</summary>
    void Learn(Cursor head);

    /// <summary>
    /// Returns what memory has after a sequence, each row as it is now; near the end the same object to all streams until
    /// anything changes. Null when memory does not have it.
    /// </summary>
    LogPage? KnownAfter(long sequence);

    /// <summary>
    /// Returns the entries after a sequence without waiting for new ones: from memory when it has them, else from the
    /// database. <see cref="long.MaxValue"/> asks for the end of the log alone.
    /// </summary>
    ValueTask<LogPage> ReadAfterAsync(long sequence, CancellationToken ct);

    /// <summary>
    /// Returns the row of an entry as it is now: it may have been edited or deleted since its page was read. Null when memory
    /// can no longer tell; read the page again.
    /// </summary>
    MessageRow? Present(LogPage page, StreamEntry entry);
}
