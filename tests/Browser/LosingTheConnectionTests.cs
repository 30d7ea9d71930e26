namespace Xtablo.Browser.Tests;

/// <summary>
/// What a line to the server may do. The tab is on its own here, with the code that otherwise runs in the worker: nobody
/// gets between a worker and the server.
/// </summary>
public sealed class LosingTheConnectionTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    /// <summary>What tells an answer of Xtablo from one of a proxy before it.</summary>
    private static readonly Dictionary<string, string> OfXtablo = new() { ["Content-Security-Policy"] = "default-src 'none'" };

    [Theory]
    [InlineData(401, "text/html", "<h1>A proxy wants a password</h1>")]
    [InlineData(404, "text/html", "<h1>A proxy knows nothing of it</h1>")]
    [InlineData(502, "text/html", "<h1>Bad gateway</h1>")]
    [InlineData(503, "text/plain", "")]
    [InlineData(200, "text/html", "<form>Sign in to the hotel's network</form>")]
    [InlineData(200, "text/event-stream", "retry: 1000\n: ok\n\n")]
    public async Task What_is_no_stream_for_a_while_is_survived(int status, string type, string body)
    {
        Expected.AddRange([$"{status}", "MIME type"]);
        var (page, device) = await OnItsOwnAsync();
        var attempts = 0;
        await page.RouteAsync(IsStream, route => ++attempts <= 3 ? route.FulfillAsync(new() { Status = status, ContentType = type, Body = body }) : route.ContinueAsync());
        await page.ReloadAsync();

        await LiveAsync(page);
        await device.SayAsync("It is back");
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["It is back"]);
    }

    [Fact]
    public async Task An_interruption_of_some_seconds_is_said_and_its_end_too()
    {
        Expected.Add("ERR_");
        var (page, _) = await OnItsOwnAsync();
        await page.Context.SetOfflineAsync(true);
        await page.EvaluateAsync("() => { line.close(); line.onerror(); }"); // an open line outlives the switch
        await Assertions.Expect(page.Locator("#connection")).ToContainTextAsync("You are offline.");

        await page.Context.SetOfflineAsync(false);

        await LiveAsync(page);
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("");
    }

    [Theory]
    [InlineData(401, "You are signed out.")]
    [InlineData(404, "You no longer have access to this tablo.")]
    public async Task The_end_of_a_session_or_a_membership_is_said_and_nothing_more_is_asked(int status, string sentence)
    {
        Expected.Add($"{status}");
        var (page, _) = await OnItsOwnAsync();
        await page.RouteAsync(IsStream, route => route.FulfillAsync(new() { Status = status, Headers = OfXtablo }));
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync(sentence);
        await Assertions.Expect(page.Locator("#log")).ToHaveAttributeAsync("data-stream", "stopped");

        await page.UnrouteAllAsync();

        // Of this discussion: where a session stands, the sidebar goes on hearing of the other tablos.
        async Task<IEnumerable<string>> LinesOfItAsync() => (await page.LinesAsync()).Where(line => line.Contains("after=", StringComparison.Ordinal));
        var lines = await LinesOfItAsync();
        await page.WaitForTimeoutAsync(1500); // longer than the next attempt would have waited
        Assert.Equal(lines, await LinesOfItAsync());
    }

    [Fact]
    public async Task A_line_without_any_event_for_35_seconds_is_replaced()
    {
        var (page, _) = await OnItsOwnAsync(withClock: true);
        await StopClockAsync(page);
        await page.EvaluateAsync("""
            () => {
              const [head] = lines[0].match(/[0-9a-f]{32}\.[0-9a-z]+\.\d+/);
              line.dispatchEvent(new MessageEvent("beat", { data: JSON.stringify({ head }) }));
            }
            """); // the silence begins now, however long ago the last one was
        await page.BreakLineAsync();
        await page.Clock.RunForAsync("00:30");
        var before = await page.LinesAsync();
        await page.Clock.RunForAsync("00:12");
        await page.Clock.ResumeAsync();

        await LiveAsync(page);
        Assert.Equal((1, 2), (before.Length, (await page.LinesAsync()).Length));
    }

    [Fact]
    public async Task After_a_sleep_the_line_is_replaced_at_once()
    {
        var (page, device) = await OnItsOwnAsync(withClock: true);
        await page.BreakLineAsync();
        await device.SayAsync("While it slept");
        await page.Clock.FastForwardAsync("02:00");
        await page.Clock.ResumeAsync();

        await Assertions.Expect(Rows(page)).ToContainTextAsync(["While it slept"]);
        await LiveAsync(page);
    }

    [Fact]
    public async Task When_the_browser_is_back_the_line_is_replaced_at_once()
    {
        var (page, _) = await OnItsOwnAsync();
        await page.BreakLineAsync();
        await page.ComeBackAsync();

        await LiveAsync(page);
        Assert.Equal(2, (await page.LinesAsync()).Length);
    }

    [Fact]
    public async Task A_page_that_the_browser_had_put_aside_follows_again()
    {
        var (page, device) = await OnItsOwnAsync();
        await page.Context.AddInitScriptAsync("window.setInterval = () => 0"); // which would notice too, in its time
        await page.ReloadAsync();
        await LiveAsync(page);
        await page.EvaluateAsync("() => dispatchEvent(new PageTransitionEvent('pagehide'))");
        await page.WaitForFunctionAsync("() => line.readyState === EventSource.CLOSED");
        await device.SayAsync("Meanwhile");
        await page.EvaluateAsync("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Meanwhile"]);
        Assert.Equal(2, (await page.LinesAsync()).Length);
    }

    [Fact]
    public async Task A_beat_that_is_ahead_for_three_seconds_has_what_is_missing_come_again()
    {
        var (page, device) = await OnItsOwnAsync();
        await page.LoseAsync(1);
        await device.SayAsync("Lost on the way");
        await page.WaitForFunctionAsync("() => losing === 0");
        await page.EvaluateAsync("""
            () => {
              const [place] = lines[0].match(/[0-9a-f]{32}\.[0-9a-z]+/);
              line.dispatchEvent(new MessageEvent("beat", { data: JSON.stringify({ head: `${place}.${Number(lines[0].match(/\.(\d+)$/)[1]) + 1}` }) }));
            }
            """);

        await Assertions.Expect(Rows(page)).ToContainTextAsync(["Lost on the way"]);
        Assert.Equal(2, (await page.LinesAsync()).Length);
    }

    [Fact]
    public async Task A_gap_is_noticed_told_to_the_server_and_closed()
    {
        var (page, device) = await OnItsOwnAsync();
        await page.LoseAsync(1);
        await device.SayAsync("Lost on the way");
        await device.SayAsync("Seen");

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Lost on the way", "Seen"]);
        await Assertions.Expect(page.Locator("#log")).ToHaveAttributeAsync("data-stream", "live");
        var lines = await page.LinesAsync();
        Assert.Equal((2, true), (lines.Length, lines[1].EndsWith("&gap=1", StringComparison.Ordinal)));
        Assert.Equal(OwnLine.After(lines[0]), OwnLine.After(lines[1]));
    }

    private static bool IsStream(string address) => new Uri(address).AbsolutePath.EndsWith("/stream", StringComparison.Ordinal);

    private async Task<(IPage Page, OtherDevice Device)> OnItsOwnAsync(bool withClock = false)
    {
        var page = await SignedInAsync();
        await page.Context.OwnLinesAsync();
        if (withClock)
        {
            await page.Clock.InstallAsync();
        }

        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        return (page, DeviceOf(page, discussion));
    }
}
