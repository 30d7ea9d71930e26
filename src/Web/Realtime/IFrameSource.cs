namespace Xtablo.Web.Realtime;

/// <summary>What a poll of one source came to.</summary>
internal enum PollResult
{
    NothingNew,
    Sent,

    /// <summary>There may be more, and it cannot be read now.</summary>
    TryAgain,
}

/// <summary>One thing that a stream sends frames of: a log, what is unread, who is here.</summary>
internal interface IFrameSource
{
    /// <summary>True for what is polled only when nothing else had news: rows go before counts.</summary>
    bool CanWait { get; }

    /// <summary>Writes what is new, a limited amount at a time.</summary>
    /// <param name="patient">Whether to wait a moment for a slow database: of all sources of a stream only one may.</param>
    ValueTask<PollResult> SendNewsAsync(SseWriter writer, bool patient, CancellationToken ct);

    /// <summary>A beat is due. Returns true when this source has written one.</summary>
    /// <param name="stale">Whether the database has not answered for some seconds.</param>
    bool Beat(SseWriter writer, bool stale);
}
