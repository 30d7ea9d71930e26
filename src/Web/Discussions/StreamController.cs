using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Common;

namespace Xtablo.Web.Discussions;

/// <summary>
/// The stream of a discussion. A stream is a cursor and a signal: one loop sends what follows the cursor, and waits when
/// there is nothing. Live, resumed, far behind or slow, it is the same loop, and there is no queue to overflow.
/// </summary>
[Authorize]
[NeverRedirected]
internal sealed class StreamController(
    IDiscussionReader discussions, ISessions sessions, IRealtimeFeed feed, FrameCache frames, XtabloMetrics metrics, TimeProvider time, IHostApplicationLifetime host)
    : ControllerBase
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan GoodbyeDeadline = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RestAfterGap = TimeSpan.FromSeconds(1);

    [AcceptVerbs("GET", "HEAD", Route = "/tablos/{tabloId:guid}/discussion/stream")]
    public async Task<IActionResult> Follow(Guid tabloId, CancellationToken ct)
    {
        var id = new TabloId(tabloId);
        // Registered before session and membership are asked, so that what ends them in between ends the stream.
        using var subscription = feed.Subscribe(id, new Watcher(User.AccountId(), User.Session()));
        if (!await discussions.TakesPartAsync(id, User.AccountId(), ct))
        {
            return NotFound();
        }

        if (await sessions.FindAsync(User.Session(), ct) is null)
        {
            return Unauthorized();
        }

        Response.ContentType = "text/event-stream; charset=utf-8";
        Response.Headers.CacheControl = "no-store, no-transform";
        Response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold every frame back
        HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        if (HttpMethods.IsHead(Request.Method))
        {
            return new EmptyResult();
        }

        var writer = new SseWriter(Response.BodyWriter, time);
        if (subscription is null)
        {
            // Never 503, which would stop a native EventSource for good.
            writer.Greet(TimeSpan.FromSeconds(30));
            await writer.FlushAsync(ct);
            return new EmptyResult();
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping, subscription.Ended);
        try
        {
            await FollowUntilEndedAsync(subscription, writer, ending.Token);
            await SayGoodbyeAsync(subscription, writer, ct);
        }
        catch (OperationCanceledException)
        {
            // The browser has left.
        }
        catch (TimeoutException)
        {
            metrics.StreamWriteTimeouts.Add(1);
            HttpContext.Abort(); // it resumes from its cursor when it reads again
        }

        return new EmptyResult();
    }

    private async Task FollowUntilEndedAsync(IStreamSubscription subscription, SseWriter writer, CancellationToken ending)
    {
        try
        {
            await FollowAsync(subscription, writer, ending);
        }
        catch (OperationCanceledException) when (!HttpContext.RequestAborted.IsCancellationRequested)
        {
            // The server stops, or the watcher may no longer watch.
        }
    }

    private async Task FollowAsync(IStreamSubscription subscription, SseWriter writer, CancellationToken ct)
    {
        writer.Greet(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1000, 4001)));
        await writer.FlushAsync(ct);
        var begun = time.GetTimestamp();
        var life = TimeSpan.FromSeconds(RandomNumberGenerator.GetInt32(10 * 60, 15 * 60)); // random, so that not all come back at once
        var cursor = await FirstCursorAsync(subscription, writer, ct);
        var ready = false;
        while (time.GetElapsedTime(begun) < life)
        {
            var page = await subscription.ReadAfterAsync(cursor, ct);
            if (page.Epoch != cursor.Epoch || page.Head < cursor.Sequence)
            {
                var reason = page.Epoch != cursor.Epoch ? "epoch" : "ahead";
                cursor = new Cursor(page.Epoch, page.Head);
                Reset(writer, cursor, reason);
            }
            else if (page.Entries.Count > 0)
            {
                foreach (var entry in page.Entries)
                {
                    cursor = cursor with { Sequence = entry.Sequence };
                    writer.Event("message", cursor.ToString(), await frames.DataLinesOfAsync(entry.Message));
                    await writer.FlushIfFullAsync(ct);
                }
            }
            else if (page.Head > cursor.Sequence)
            {
                await Task.Delay(RestAfterGap, time, ct); // the log has a gap, which is counted: what is beyond it waits
                continue;
            }
            else if (!ready)
            {
                ready = true;
                writer.Event("ready", id: null, $$"""{"head":"{{cursor}}"}""");
            }
            else
            {
                var rest = Beat - time.GetElapsedTime(writer.LastFlush);
                if (rest > TimeSpan.Zero)
                {
                    await subscription.WaitForMoreAsync(cursor, rest, ct);
                    ct.ThrowIfCancellationRequested();
                    continue;
                }

                // No id: it must not move the cursor past what has not been sent.
                writer.Event("beat", id: null, $$"""{"head":"{{subscription.Head}}"}""");
            }

            await writer.FlushAsync(ct);
        }
    }

    /// <summary>Where to begin: the header, which is the newer, then the query; without either at the head.</summary>
    private async Task<Cursor> FirstCursorAsync(IStreamSubscription subscription, SseWriter writer, CancellationToken ct)
    {
        var header = Request.Headers["Last-Event-ID"].ToString();
        var after = Request.Query.TryGetValue("after", out var asked) ? asked.ToString() : null; // MVC would take an empty one for none
        if (Cursor.TryParse(header, out var cursor) || Cursor.TryParse(after, out cursor))
        {
            return cursor;
        }

        var head = await subscription.ReadHeadAsync(ct);
        if (string.Equals(after, "0", StringComparison.Ordinal))
        {
            return head with { Sequence = 0 };
        }

        if (header.Length > 0 || after is not null)
        {
            Reset(writer, head, "cursor");
        }

        return head;
    }

    private void Reset(SseWriter writer, Cursor cursor, string reason)
    {
        metrics.Resets.Add(1, new KeyValuePair<string, object?>("reason", reason));
        writer.Event("reset", cursor.ToString(), $$"""{"reason":"{{reason}}"}""");
    }

    private async Task SayGoodbyeAsync(IStreamSubscription subscription, SseWriter writer, CancellationToken ct)
    {
        var reason = subscription.EndReason ?? (host.ApplicationStopping.IsCancellationRequested ? EndReasons.Shutdown : EndReasons.Life);
        writer.Event("bye", id: null, $$"""{"reason":"{{reason}}"}""");
        await writer.FlushAsync(ct, GoodbyeDeadline);
    }
}
