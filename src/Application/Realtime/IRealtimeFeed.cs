using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Realtime;

/// <summary>The read side of realtime: what a stream follows discussions by.</summary>
public interface IRealtimeFeed
{
    /// <summary>Registers a stream.</summary>
    /// <returns>To be disposed when the stream ends; null when the account has as many streams open as it may.</returns>
    IStreamSubscription? Subscribe(Watcher watcher);

    /// <summary>True while the database has not answered for some seconds: there may be news that this node cannot know.</summary>
    bool IsStale { get; }
}

/// <summary>On whose behalf a stream is open.</summary>
public sealed record Watcher(AccountId Account, AccessId Access);

/// <summary>Why a stream is to end, as <see cref="EndReasons"/> has it.</summary>
/// <param name="TabloId">The one tablo that it is about; null when it is about all.</param>
public sealed record StreamEnd(string Reason, TabloId? TabloId = null);

/// <summary>Used by one stream, one call at a time.</summary>
public interface IStreamSubscription : IDisposable
{
    Watcher Watcher { get; }

    /// <summary>
    /// Completes when there may be news of anything that is followed or watched. Take it first, look for news then, wait on
    /// it last: so nothing is missed in between.
    /// </summary>
    Task News { get; }

    /// <summary>Cancelled when the watcher may no longer watch; <see cref="End"/> then says why.</summary>
    CancellationToken Ended { get; }

    /// <summary>Null while the stream may go on.</summary>
    StreamEnd? End { get; }

    /// <summary>Ends the stream; the first reason stands.</summary>
    void EndFor(StreamEnd reason);

    /// <summary>Begins to follow a discussion. Follow first and read then: what is committed in between is not missed.</summary>
    IFollowedLog Follow(TabloId tabloId);

    /// <summary>Begins to hear that there is news of a discussion, without reading it; again is no change.</summary>
    void Watch(TabloId tabloId);
}

/// <summary>The log of a discussion as the streams of this node share it.</summary>
public interface IFollowedLog
{
    /// <summary>
    /// The end of the log as far as this node knows: never ahead of the database, at most a second behind; null until it
    /// was read.
    /// </summary>
    Cursor? Head { get; }

    /// <summary>
    /// What follows a sequence, at once; from memory when it is there, else from the database. <see cref="long.MaxValue"/>
    /// asks for the end of the log alone.
    /// </summary>
    ValueTask<LogPage> ReadAfterAsync(long sequence, CancellationToken ct);

    /// <summary>
    /// The row of an entry as it is now: since its page was read it may have been edited or deleted. Null when that can no
    /// longer be told from memory; read the page again.
    /// </summary>
    MessageRow? Present(LogPage page, StreamEntry entry);
}
