namespace Xtablo.Web.Realtime;

/// <summary>The result of polling one source.</summary>
internal enum PollResult
{
    NothingNew,
    Sent,

    /// <summary>There may be more, but it cannot be read now.</summary>
    TryAgain,
}

/// <summary>A source of a stream's frames, such as the log of a discussion or the unread counts.</summary>
internal interface IFrameSource
{
    /// <summary>True for a source that is polled only when no other had news: rows take precedence over counts.</summary>
    bool CanWait { get; }

    /// <summary>Writes what is new, a limited amount at a time.</summary>
    /// <param name="patient">Whether to wait briefly for a slow database: only one source of a stream may.</param>
    ValueTask<PollResult> SendNewsAsync(SseWriter writer, bool patient, CancellationToken ct);

    /// <summary>Called when a beat is due. Returns true when this source has written one.</summary>
    /// <param name="stale">True when the database has not responded for some seconds.</param>
    bool Beat(SseWriter writer, bool stale);
}
