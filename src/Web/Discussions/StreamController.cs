using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Realtime;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Common;

namespace Xtablo.Web.Discussions;

/// <summary>Opens streams: of one discussion, and of several on one connection.</summary>
[Authorize]
[NeverRedirected]
internal sealed partial class StreamController(
    IDiscussionReader discussions,
    ITabloReader tablos,
    ISessions sessions,
    IRealtimeFeed feed,
    FrameCache frames,
    XtabloMetrics metrics,
    IOutages outages,
    TimeProvider time,
    IHostApplicationLifetime host) : ControllerBase
{
    private const int MostDiscussions = 50;
    private static readonly TimeSpan GoodbyeDeadline = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ComeBackLater = TimeSpan.FromSeconds(30);

    [AcceptVerbs("GET", "HEAD", Route = "/tablos/{tabloId:guid}/discussion/stream")]
    public Task<IActionResult> FollowOne(Guid tabloId, CancellationToken ct)
    {
        // The header wins when it is a cursor, for it is the newer. MVC would take an empty query for none.
        var header = Request.Headers["Last-Event-ID"].ToString();
        var query = Request.Query.TryGetValue("after", out var asked) ? asked.ToString() : null;
        var after = Cursor.TryParse(header, out _) ? header : query ?? (header.Length > 0 ? "" : null);
        return OpenAsync([new Wanted(new TabloId(tabloId), Prefix: "", after)], unread: false, ct);
    }

    /// <summary>Ids and cursors begin with the tablo's; what does not is of no discussion, and passed over.</summary>
    /// <param name="account">
    /// Whom the browser opens it for, if it says so: when another has signed in since, the stream is not theirs to get.
    /// </param>
    [AcceptVerbs("GET", "HEAD", Route = "/stream")]
    public Task<IActionResult> FollowMany(Guid? account, CancellationToken ct)
    {
        if (account is { } expected && expected != User.AccountId().Value)
        {
            return Task.FromResult<IActionResult>(Unauthorized());
        }

        var wanted = Request.Query["after"]
            .Select(after => TabloCursor().Match(after ?? ""))
            .Where(match => match.Success)
            .Select(match => (Tablo: match.Groups["tablo"].Value, After: match.Groups["after"].Value))
            .DistinctBy(match => match.Tablo)
            .Take(MostDiscussions)
            .Select(match => new Wanted(new TabloId(Guid.ParseExact(match.Tablo, "N")), $"{match.Tablo}.", match.After));
        return OpenAsync([.. wanted], unread: true, ct);
    }

    private async Task<IActionResult> OpenAsync(IReadOnlyList<Wanted> wanted, bool unread, CancellationToken ct)
    {
        // Registered before session and membership are asked, so that what ends them in between ends the stream.
        using var subscription = feed.Subscribe(new Watcher(User.AccountId(), User.Session()));
        var logs = wanted.Select(each => subscription?.Follow(each.TabloId)).ToList();
        var memberships = await Task.WhenAll(wanted.Select(each => discussions.MembershipAsync(each.TabloId, User.AccountId(), ct)));
        if (memberships.Contains(null))
        {
            return NotFound();
        }

        if (await sessions.FindAsync(User.Session(), ct) is null)
        {
            return Unauthorized();
        }

        SseWriter.Announce(Response);
        HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        if (HttpMethods.IsHead(Request.Method))
        {
            return new EmptyResult();
        }

        var writer = new SseWriter(Response.BodyWriter, time);
        if (subscription is null)
        {
            // Never 503, which would stop a native EventSource for good.
            writer.Greet(ComeBackLater);
            await writer.FlushAsync(ct);
            return new EmptyResult();
        }

        if (Request.Query.ContainsKey("gap"))
        {
            metrics.ClientGaps.Add(1); // the browser found one, closed that stream and asks again
        }

        var followed = wanted
            .Select((each, i) => new FollowedDiscussion(each, logs[i]!, memberships[i]!, subscription, frames, metrics, outages, time))
            .ToList();
        var counts = unread ? new UnreadFrames(subscription, User.AccountId(), tablos, outages, time) : null;
        await RunAsync(new OpenStream(subscription, followed, counts, writer, feed, time), subscription, writer, ct);
        return new EmptyResult();
    }

    private async Task RunAsync(OpenStream stream, IStreamSubscription subscription, SseWriter writer, CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping, subscription.Ended);
        try
        {
            await RunUntilEndedAsync(stream, ending.Token);
            await SayGoodbyeAsync(subscription, writer, ct);
        }
        catch (OperationCanceledException)
        {
            // The browser has left.
        }
        catch (Exception stuck) when (stuck is TimeoutException or SocketException) // ours, or the operating system's
        {
            metrics.StreamWriteTimeouts.Add(1);
            HttpContext.Abort(); // it resumes from its cursor when it reads again
        }
    }

    private async Task RunUntilEndedAsync(OpenStream stream, CancellationToken ending)
    {
        try
        {
            await stream.RunAsync(ending);
        }
        catch (OperationCanceledException) when (!HttpContext.RequestAborted.IsCancellationRequested)
        {
            // The server stops, or the watcher may no longer watch.
        }
    }

    private async Task SayGoodbyeAsync(IStreamSubscription subscription, SseWriter writer, CancellationToken ct)
    {
        var end = subscription.End ?? new(host.ApplicationStopping.IsCancellationRequested ? EndReasons.Shutdown : EndReasons.Life);
        var tablo = end.TabloId is { } id ? $$""","tablo":"{{id.Value:N}}" """.TrimEnd() : "";
        writer.Event("bye", id: null, $$"""{"reason":"{{end.Reason}}"{{tablo}}}""");
        await writer.FlushAsync(ct, GoodbyeDeadline);
    }

    [GeneratedRegex(@"^(?<tablo>[0-9a-f]{32})\.(?<after>.*)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TabloCursor();
}
