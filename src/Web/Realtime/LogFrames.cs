using Xtablo.Application.Discussions;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;

namespace Xtablo.Web.Realtime;

/// <summary>Sends the log of one discussion on a stream: a cursor, and the entries after it.</summary>
/// <param name="membership">
/// The watcher's membership when the stream began. No cursor jumps beyond its head, so that the stream always meets an entry
/// that has removed the watcher since.
/// </param>
internal sealed class LogFrames(
    FollowRequest request,
    IFollowedLog log,
    Membership membership,
    IStreamSubscription subscription,
    FrameCache rows,
    SharedFrames shared,
    IRowFormat format,
    XtabloMetrics metrics,
    IOutages outages,
    TimeProvider time) : IFrameSource
{
    private readonly NonBlockingRead<LogPage> _reading = new(outages, time);
    private Cursor? _cursor = FirstCursor(request.After, membership.Head);
    private bool _ready;

    public bool CanWait => false;

    /// <summary>Writes the entries after the cursor, a page at a time.</summary>
    public ValueTask<PollResult> SendNewsAsync(SseWriter writer, bool patient, CancellationToken ct) =>
        !_reading.IsPending && SendShared(writer) is { } found ? new(found) : SendAloneAsync(writer, patient, ct);

    /// <summary>
    /// Writes what all streams get that are equally far: encoded once for all of them. Returns null when there may be more to
    /// decide for this one. Not while a read is pending, which is of the cursor as it is.
    /// </summary>
    private PollResult? SendShared(SseWriter writer)
    {
        if (_cursor is not { } cursor || log.KnownAfter(cursor.Sequence) is not { } page || page.Epoch != cursor.Epoch)
        {
            return null;
        }

        if (page.Entries.Count == 0)
        {
            return _ready ? PollResult.NothingNew : null;
        }

        if (shared.Of(page, format, request.Prefix) is not { } frames)
        {
            return null;
        }

        _cursor = cursor with { Sequence = page.Entries[^1].Sequence };
        writer.Frames(frames);
        return PollResult.Sent;
    }

    private async ValueTask<PollResult> SendAloneAsync(SseWriter writer, bool patient, CancellationToken ct)
    {
        var after = _cursor?.Sequence ?? long.MaxValue;
        if (await _reading.TryAsync(() => log.ReadAfterAsync(after, ct), patient, ct) is not { } page)
        {
            return PollResult.TryAgain;
        }

        if (page.IsGone)
        {
            subscription.EndFor(new StreamEnd(EndReasons.Removed, request.TabloId));
            return PollResult.Sent;
        }

        var end = new Cursor(page.Epoch, page.Head);
        if (_cursor is not { } cursor)
        {
            Begin(writer, end);
            return PollResult.Sent;
        }

        if (page.Epoch != cursor.Epoch || page.Head < cursor.Sequence)
        {
            Reset(writer, end, page.Epoch != cursor.Epoch ? "epoch" : "ahead");
            return PollResult.Sent;
        }

        if (page.Entries.Count > 0)
        {
            return await SendAsync(page, writer, ct);
        }

        if (page.Head > cursor.Sequence)
        {
            return PollResult.TryAgain; // the log has a gap, which the metrics count: entries beyond it wait
        }

        if (_ready)
        {
            return PollResult.NothingNew;
        }

        _ready = true;
        writer.Event("ready", id: null, $$"""{"head":"{{request.Prefix}}{{cursor}}"}""");
        return PollResult.Sent;
    }

    /// <summary>Sends the head of the log. Without an id, since it must not move the cursor past entries not yet sent.</summary>
    public bool Beat(SseWriter writer, bool stale)
    {
        if ((log.Head ?? _cursor) is not { } head)
        {
            return false;
        }

        var place = $"{request.Prefix}{head}";
        writer.Event("beat", id: null, stale ? $$"""{"head":"{{place}}","stale":true}""" : $$"""{"head":"{{place}}"}""");
        return true;
    }

    private void Begin(SseWriter writer, Cursor end)
    {
        if (string.Equals(request.After, "0", StringComparison.Ordinal))
        {
            _cursor = end with { Sequence = 0 };
        }
        else
        {
            Reset(writer, end, Cursor.TryParse(request.After, out _) ? "ahead" : "cursor");
        }
    }

    /// <summary>
    /// Returns null when the log must be read to tell where to begin: for its start, and for what is no cursor or one that no
    /// client can have obtained, since the head was read after the request came.
    /// </summary>
    private static Cursor? FirstCursor(string? after, Cursor head)
    {
        if (after is null)
        {
            return head;
        }

        return !Cursor.TryParse(after, out var given) || (given.Epoch == head.Epoch && given.Sequence > head.Sequence)
            ? null : given;
    }

    private async ValueTask<PollResult> SendAsync(LogPage page, SseWriter writer, CancellationToken ct)
    {
        var watcher = subscription.Watcher.Account;
        var removal = page.Entries
            .FirstOrDefault(entry => entry.Removes == watcher && entry.Sequence > membership.AdmittedAtSequence)?.Sequence;
        var found = PollResult.TryAgain;
        foreach (var entry in page.Entries)
        {
            if (await rows.PresentAsync(log, page, entry, format) is not { Row: var row, Lines: var lines })
            {
                return PollResult.Sent; // more edits and deletions since than are remembered: reads the page again from here
            }

            if (row.Revision >= removal)
            {
                // The watcher may see nothing from here on, nor what was edited since (P6).
                subscription.EndFor(new StreamEnd(EndReasons.Removed, request.TabloId));
                return PollResult.Sent;
            }

            if (row.Revision > page.Head)
            {
                return found; // a later page tells whether the watcher was still a member at the time of the edit
            }

            var isBeyondThePage = row.Revision > page.Entries[^1].Sequence;
            if (_ready && isBeyondThePage)
            {
                // More than a page behind: a stream that resumes may leave the row to the entry of its edit.
                subscription.EndFor(new StreamEnd(EndReasons.Life));
                return PollResult.Sent;
            }

            _cursor = new Cursor(page.Epoch, entry.Sequence);
            found = PollResult.Sent;
            if (isBeyondThePage)
            {
                continue; // leaves the row to the entry of its edit
            }

            writer.Event("message", $"{request.Prefix}{_cursor}", lines);
            await writer.FlushIfFullAsync(ct);
        }

        return found;
    }

    private void Reset(SseWriter writer, Cursor end, string reason)
    {
        _cursor = membership.Head.Epoch == end.Epoch ? membership.Head : end;
        metrics.Resets.Add(1, new KeyValuePair<string, object?>("reason", reason));
        writer.Event("reset", $"{request.Prefix}{_cursor}", $$"""{"reason":"{{reason}}"}""");
    }
}
