using System.Net.Sockets;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Discussions;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Application.Tablos;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Realtime;

/// <summary>Opens a stream, for a browser or for a program, and sees it to its end.</summary>
internal sealed class Streams(
    IDiscussionReader discussions,
    ITabloReader tablos,
    IRealtimeFeed feed,
    FrameCache frames,
    RateLimits limits,
    XtabloMetrics metrics,
    IOutages outages,
    TimeProvider time,
    IHostApplicationLifetime host)
{
    private static readonly TimeSpan GoodbyeDeadline = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ComeBackLater = TimeSpan.FromSeconds(30);

    /// <summary>Where a stream of one discussion is to begin, as the reader says.</summary>
    public static string? AfterIn(HttpRequest request)
    {
        // The header wins when it is a cursor, for it is the newer. MVC would take an empty query for none.
        var header = request.Headers["Last-Event-ID"].ToString();
        var query = request.Query.TryGetValue("after", out var asked) ? asked.ToString() : null;
        return Cursor.TryParse(header, out _) ? header : query ?? (header.Length > 0 ? "" : null);
    }

    /// <param name="unread">Whether to tell of all tablos how much is unread.</param>
    /// <param name="stands">Whether what let the reader in still does; asked once the stream is registered.</param>
    /// <returns>Once the stream has ended: what to answer, if it did not begin.</returns>
    public async Task<IActionResult> OpenAsync(
        HttpContext http, IReadOnlyList<FollowRequest> wanted, IRowFormat format, bool unread, Func<Task<bool>> stands, CancellationToken ct)
    {
        var isHead = http.IsHead();
        var isTooOften = !isHead && limits.Take(RateLimits.Streams, http) is not null;

        // Registered before session and membership are asked, so that what ends them in between ends the stream.
        var account = http.User.AccountId();
        using var subscription = feed.Subscribe(new Watcher(account, http.User.Access()));
        var logs = wanted.Select(each => subscription?.Follow(each.TabloId)).ToList();
        var memberships = await Task.WhenAll(wanted.Select(each => discussions.MembershipAsync(each.TabloId, account, ct)));
        if (memberships.Contains(null))
        {
            return new NotFoundResult();
        }

        if (!await stands())
        {
            return new ChallengeResult();
        }

        SseWriter.Announce(http.Response);
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        if (isHead)
        {
            return new EmptyResult();
        }

        var writer = new SseWriter(http.Response.BodyWriter, time);
        if (subscription is null || isTooOften)
        {
            // Never 503, which would stop a native EventSource for good.
            writer.Greet(ComeBackLater);
            await writer.FlushAsync(ct);
            return new EmptyResult();
        }

        if (http.Request.Query.ContainsKey("gap"))
        {
            metrics.ClientGaps.Add(1); // the browser found one, closed that stream and asks again
        }

        List<IFrameSource> sources = [.. wanted.Select((each, i) =>
            new LogFrames(each, logs[i]!, memberships[i]!, subscription, frames, format, metrics, outages, time))];
        if (unread)
        {
            sources.Add(new UnreadFrames(subscription, account, tablos, outages, time));
        }

        await RunAsync(http, new OpenStream(subscription, sources, writer, feed, time), subscription, writer, ct);
        return new EmptyResult();
    }

    private async Task RunAsync(HttpContext http, OpenStream stream, IStreamSubscription subscription, SseWriter writer, CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping, subscription.Ended);
        try
        {
            await RunUntilEndedAsync(http, stream, ending.Token);
            await SayGoodbyeAsync(subscription, writer, ct);
        }
        catch (OperationCanceledException)
        {
            // The browser has left.
        }
        catch (Exception stuck) when (stuck is TimeoutException or SocketException) // ours, or the operating system's
        {
            metrics.StreamWriteTimeouts.Add(1);
            http.Abort(); // it resumes from its cursor when it reads again
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
            // The server stops, or the watcher may no longer watch.
        }
    }

    private async Task SayGoodbyeAsync(IStreamSubscription subscription, SseWriter writer, CancellationToken ct)
    {
        var end = subscription.End ?? new(host.ApplicationStopping.IsCancellationRequested ? EndReasons.Shutdown : EndReasons.Life);
        writer.Event("bye", id: null, end.TabloId is { } tablo
            ? $$"""{"reason":"{{end.Reason}}","tablo":"{{tablo.Value:N}}"}"""
            : $$"""{"reason":"{{end.Reason}}"}""");
        await writer.FlushAsync(ct, GoodbyeDeadline);
    }
}
