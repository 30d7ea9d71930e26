using System.Net.Sockets;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Discussions;
using Xtablo.Application.Operation;
using Xtablo.Application.Presence;
using Xtablo.Application.Realtime;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Leaving;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Realtime;

/// <summary>Opens a stream for a browser or a program, and runs it until it ends.</summary>
internal sealed class Streams(
    IDiscussionReader discussions,
    ITabloReader tablos,
    IRealtimeFeed feed,
    FrameCache rows,
    SharedFrames shared,
    IPresenceFeed presence,
    SharedPassing passing,
    RateLimits limits,
    XtabloMetrics metrics,
    IOutages outages,
    TimeProvider time,
    Draining draining,
    IHostApplicationLifetime host)
{
    private static readonly TimeSpan GoodbyeDeadline = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ComeBackLater = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ComeBackSoon = TimeSpan.FromSeconds(1);

    /// <summary>Returns where a stream of one discussion begins, as <see cref="FollowRequest.After"/>.</summary>
    public static string? AfterIn(HttpRequest request)
    {
        // The header wins when it is a cursor, since it is newer. Read by hand: MVC would bind an empty query value as null.
        var header = request.Headers["Last-Event-ID"].ToString();
        var query = request.Query.TryGetValue("after", out var asked) ? asked.ToString() : null;
        return Cursor.TryParse(header, out _) ? header : query ?? (header.Length > 0 ? "" : null);
    }

    /// <summary>Completes when the stream has ended.</summary>
    /// <param name="unread">Whether to send the unread counts of all tablos of the account.</param>
    /// <param name="stands">
    /// Returns whether the session or the token is still valid; called once the stream is registered.
    /// </param>
    /// <returns>404 or a challenge when the stream did not begin, else an empty result.</returns>
    public async Task<IActionResult> OpenAsync(
        HttpContext http,
        IReadOnlyList<FollowRequest> wanted,
        IRowFormat format,
        bool unread,
        Func<Task<bool>> stands,
        CancellationToken ct)
    {
        if (draining.HasBegun)
        {
            return await AskToComeBackAsync(http, ComeBackSoon, ct); // to another node, in all likelihood
        }

        // Subscribes before it checks session and membership, so that whatever ends them in between ends the stream.
        var account = http.User.AccountId();
        var isTooOften = await limits.TakeAsync(RateLimits.Streams, http) is not null;
        using var subscription = isTooOften ? null : feed.Subscribe(new Watcher(account, http.User.Access()));
        if (subscription is null)
        {
            return await AskToComeBackAsync(http, ComeBackLater, ct); // before anything is looked up at the expense of others
        }

        var memberships = await discussions.MembershipsAsync([.. wanted.Select(each => each.TabloId)], account, ct);
        if (wanted.Any(each => !memberships.ContainsKey(each.TabloId)))
        {
            return new NotFoundResult();
        }

        if (!await stands())
        {
            return new ChallengeResult();
        }

        var writer = Begin(http);
        if (http.IsHead())
        {
            return new EmptyResult();
        }

        if (http.Request.Query.ContainsKey("gap"))
        {
            metrics.ClientGaps.Add(1); // the browser found a gap, closed that stream and opens another
        }

        List<IFrameSource> sources =
        [
            .. wanted.Select(each => (Request: each, Log: Follow(each.TabloId))).Select(each => new TabloFrames(
                new LogFrames(
                    each.Request, each.Log, memberships[each.Request.TabloId], subscription, rows, shared, format, metrics,
                    outages, time),
                new PassingFrames(each.Request, presence, passing))),
        ];
        if (unread)
        {
            sources.Add(new UnreadFrames(subscription, account, tablos, outages, time));
        }

        await RunAsync(http, new OpenStream(subscription, sources, writer, feed, time), subscription, writer, ct);
        return new EmptyResult();

        IFollowedLog Follow(TabloId tablo)
        {
            var log = subscription.Follow(tablo);
            log.Learn(memberships[tablo].Head); // no frame of a stream that begins now holds what was deleted before, anywhere
            return log;
        }
    }

    /// <summary>Never a 503, which would stop a native EventSource for good.</summary>
    private async Task<IActionResult> AskToComeBackAsync(HttpContext http, TimeSpan after, CancellationToken ct)
    {
        var writer = Begin(http);
        if (!http.IsHead())
        {
            writer.Greet(after);
            await writer.FlushAsync(ct);
        }

        return new EmptyResult();
    }

    private SseWriter Begin(HttpContext http)
    {
        SseWriter.Announce(http.Response);
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return new SseWriter(http.Response.BodyWriter, time);
    }

    private async Task RunAsync(
        HttpContext http, OpenStream stream, IStreamSubscription subscription, SseWriter writer, CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            [ct, host.ApplicationStopping, draining.EndOfAStream(), subscription.Ended]);
        try
        {
            await RunUntilEndedAsync(http, stream, ending.Token);
            await SayGoodbyeAsync(subscription, writer, ct);
        }
        catch (OperationCanceledException)
        {
            // The browser has disconnected.
        }
        catch (Exception stuck) when (stuck is TimeoutException or SocketException) // our deadline, or the system's
        {
            metrics.StreamWriteTimeouts.Add(1);
            http.Abort(); // the client resumes from its cursor when it reads again
        }
    }

    private static async Task RunUntilEndedAsync(HttpContext http, OpenStream stream, CancellationToken ending)
    {
        try
        {
            await stream.RunAsync(ending);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            // The server is stopping, or the watcher may no longer watch.
        }
    }

    private async Task SayGoodbyeAsync(IStreamSubscription subscription, SseWriter writer, CancellationToken ct)
    {
        var end = subscription.End
            ?? new(draining.HasBegun || host.ApplicationStopping.IsCancellationRequested ? EndReasons.Shutdown : EndReasons.Life);
        writer.Event("bye", id: null, end.TabloId is { } tablo
            ? $$"""{"reason":"{{end.Reason}}","tablo":"{{tablo.Value:N}}"}"""
            : $$"""{"reason":"{{end.Reason}}"}""");
        await writer.FlushAsync(ct, GoodbyeDeadline);
    }
}
