using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Operation;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>What only shows on a real socket.</summary>
public sealed class RealServerTests : IAsyncLifetime
{
    private readonly SqliteApp _app = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task With_a_hundred_open_streams_the_server_stops_in_under_five_seconds_and_says_so()
    {
        _app.ServeOnSocket();
        var ada = await _app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var streams = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ada.FollowAsync(discussion)));
        await Task.WhenAll(streams.Select(stream => stream.NextAsync("ready")));
        var clock = Stopwatch.StartNew();

        await _app.Services.GetRequiredService<IHost>().StopAsync(Ct);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"it took {clock.Elapsed}");
        foreach (var stream in streams)
        {
            Assert.Equal("""{"reason":"shutdown"}""", (await stream.NextAsync("bye")).Data);
            Assert.Null(await stream.NextAsync());
            stream.Dispose();
        }
    }

    [Fact]
    public async Task When_the_browsers_leave_their_subscriptions_go()
    {
        _app.ServeOnSocket();
        using var open = new Counted(_app.Services.GetRequiredService<IMeterFactory>(), "xtablo.streams");
        var ada = await _app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var streams = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ada.FollowAsync(discussion)));
        await Task.WhenAll(streams.Select(stream => stream.NextAsync("ready")));
        Assert.Equal(20, open.Total);

        foreach (var stream in streams)
        {
            stream.Dispose();
        }

        await WaitUntilAsync(() => open.Total == 0);
    }

    [Fact]
    public async Task A_reader_that_reads_nothing_is_cut_after_ten_seconds_and_the_others_go_on()
    {
        _app.Time = _time;
        _app.ServeOnSocket();
        using var cut = new Counted(_app.Services.GetRequiredService<IMeterFactory>(), "xtablo.stream_write_timeout");
        var ada = await _app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var reader = await ada.FollowAsync(discussion);
        await reader.NextAsync("ready");
        using var stuck = await ConnectAsync(ada, discussion);

        // Each message is as long as can be, so that the buffers between the two are soon full.
        var text = string.Concat(Enumerable.Repeat("預", 10_000));
        for (var i = 0; i < 400 && cut.Total == 0; i++)
        {
            await ada.SayAsync(discussion, text);
            await reader.NextAsync("message");
            _time.Advance(TimeSpan.FromMilliseconds(400));
        }

        await WaitUntilAsync(() => cut.Total == 1);
        await ada.SayAsync(discussion, "Still here");
        Assert.Equal("Still here", (await reader.NextAsync("message")).Row.Body);
    }

    [Fact]
    public async Task Of_streams_that_share_a_connection_one_that_is_not_read_ends_alone()
    {
        _app.Settings["Kestrel:EndpointDefaults:Protocols"] = "Http2"; // as a browser speaks to a server with a certificate
        _app.ServeOnSocket();
        using var cut = new Counted(_app.Services.GetRequiredService<IMeterFactory>(), "xtablo.stream_write_timeout");
        var ada = await _app.SignedInAsync();
        (ada.Http.DefaultRequestVersion, ada.Http.DefaultVersionPolicy) = (System.Net.HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        var discussion = await ada.CreateTabloAsync();
        using var reader = await ada.FollowAsync(discussion);
        await reader.NextAsync("ready");
        using var stuck = await ada.FollowAsync(discussion);

        // The stream's window is full at once; the web server's own patience is five seconds, and ours ten.
        var text = string.Concat(Enumerable.Repeat("預", 10_000));
        for (var clock = Stopwatch.StartNew(); cut.Total == 0 && clock.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(500, Ct))
        {
            await ada.SayAsync(discussion, text);
            await reader.NextAsync("message");
        }

        Assert.Equal(1, cut.Total);
        await ada.SayAsync(discussion, "Still here");
        Assert.Equal("Still here", (await reader.NextAsync("message")).Row.Body);
    }

    [Fact]
    public async Task Its_counts_are_for_who_asks_on_the_machine_itself_whatever_the_public_name()
    {
        _app.Settings["Xtablo:PublicUrl"] = "https://chat.example.org";
        _app.ServeOnSocket();
        using var http = new HttpClient { BaseAddress = _app.ClientOptions.BaseAddress };
        using var passedOn = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        passedOn.Headers.Add("X-Forwarded-For", "203.0.113.7");

        var counts = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Ct);
        using var elsewhere = await http.SendAsync(passedOn, Ct);

        Assert.Contains("xtablo_log_gap_total 0\n", counts, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    /// <summary>Asks for the stream and reads none of it.</summary>
    private static async Task<Socket> ConnectAsync(Visitor visitor, string discussion)
    {
        var address = visitor.Http.BaseAddress!;
        var cookies = visitor.Cookies!.GetCookieHeader(address);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync("127.0.0.1", address.Port, Ct);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {discussion}/stream HTTP/1.1\r\nHost: {address.Authority}\r\nCookie: {cookies}\r\n\r\n"), Ct);
        return socket;
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(10, patience.Token);
        }
    }

    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _total;

        public Counted(IMeterFactory meters, string instrument)
        {
            _listener.InstrumentPublished = (published, listener) =>
            {
                if (published.Name == instrument && published.Meter.Name == XtabloMetrics.MeterName && ReferenceEquals(published.Meter.Scope, meters))
                {
                    listener.EnableMeasurementEvents(published);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, measured, _, _) => Interlocked.Add(ref _total, measured));
            _listener.SetMeasurementEventCallback<int>((_, measured, _, _) => Interlocked.Add(ref _total, measured));
            _listener.Start();
        }

        public long Total => Interlocked.Read(ref _total);

        public void Dispose() => _listener.Dispose();
    }
}
