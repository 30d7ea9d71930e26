namespace Xtablo.Browser.Tests;

public sealed class LiveDiscussionTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    /// <summary>When, in ms, this tab has sent each message, and when it has shown each.</summary>
    private const string Watch = """
        () => {
          window.sentAt = [];
          window.seenAt = [];
          addEventListener("keydown", ({ key }) => key === "Enter" && sentAt.push(Date.now()), true);
          new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((row) => row.tagName === "LI" && seenAt.push(Date.now()))))
            .observe(document.getElementById("rows"), { childList: true });
        }
        """;

    [Fact]
    public async Task A_message_appears_once_in_each_tab_of_its_tablo_in_under_a_second_and_in_no_strangers()
    {
        var first = await SignedInAsync();
        var discussion = await CreateTabloAsync(first);
        await OpenAsync(first, discussion);
        var second = await first.Context.NewPageAsync();
        await OpenAsync(second, discussion);
        var stranger = await SignedInAsync("Eve");
        await OpenAsync(stranger, await CreateTabloAsync(stranger, "Eve's own"));
        foreach (var tab in (IPage[])[first, second])
        {
            await tab.EvaluateAsync(Watch);
        }

        string[] texts = ["The roofer can start on the 3rd.", "Or the 4th.", "Or the 5th.", "Or never.", "Good."];
        foreach (var text in texts)
        {
            await SayAsync(first, text);
            await Assertions.Expect(Rows(second).Last).ToContainTextAsync(text);
        }

        await Assertions.Expect(Rows(first)).ToHaveCountAsync(texts.Length);
        await Assertions.Expect(Rows(second)).ToHaveCountAsync(texts.Length);
        await SayAsync(stranger, "Nothing but mine");
        await Assertions.Expect(Rows(stranger)).ToHaveCountAsync(1);
        var sent = await first.EvaluateAsync<double[]>("() => sentAt");
        foreach (var tab in (IPage[])[first, second])
        {
            var taken = (await tab.EvaluateAsync<double[]>("() => seenAt")).Zip(sent, (seen, entered) => seen - entered).Order().ToList();
            Assert.Equal(texts.Length, taken.Count);
            Assert.InRange(taken[texts.Length / 2], 0, 1000); // in most cases: a machine may be busy with something else for a moment
        }

        var answer = await stranger.GotoAsync(discussion);
        Expected.Add("404");
        Assert.Equal(404, answer!.Status);
    }

    [Fact]
    public async Task Without_scripts_one_signs_in_posts_and_reads()
    {
        var page = await (await BrowserAsync(new() { JavaScriptEnabled = false })).NewPageAsync();
        var grace = await RegisteredAsync("Grace");
        var discussion = await grace.CreateTabloAsync();
        await grace.WriteAsync(discussion, Enumerable.Range(1, 28).Select(i => $"Message {i}"));
        await page.GotoAsync(discussion);
        await SignInAsync(page, grace.Email);
        for (var i = 29; i <= 30; i++)
        {
            await Composer(page).FillAsync($"Message {i}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
            await Assertions.Expect(Rows(page)).ToHaveCountAsync(i);
        }

        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("Message 30");
        await page.GotoAsync(page.Url.Split('#')[0]);
        await Assertions.Expect(Rows(page).Last).ToBeInViewportAsync(); // it opens at the end
        await Composer(page).FillAsync("  ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        Expected.Add("422");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Write a message first.");
    }

    [Fact]
    public async Task Enter_sends_and_shift_enter_breaks_the_line()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("One");
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Keyboard.TypeAsync("Two");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Rows(page).Last.Locator(".body")).ToHaveTextAsync("One\nTwo", new() { UseInnerText = true });
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("");
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Posting_from_among_older_messages_leads_to_the_end()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, Enumerable.Range(1, 60).Select(i => $"Message {i}"));
        await OpenAsync(page, $"{discussion}?around=1");
        await Assertions.Expect(page.Locator("#newer")).ToBeVisibleAsync();
        await Composer(page).FillAsync("At the end");
        await Composer(page).PressAsync("Enter");

        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("At the end");
        await Assertions.Expect(Rows(page).Last).ToBeInViewportAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('#rows > li')].every((row, i, all) => Number(row.dataset.number) === 62 - all.length + i)"));
        await Assertions.Expect(page.Locator("#newer")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#older")).ToBeAttachedAsync();
    }

    [Fact]
    public async Task A_stream_that_the_server_renews_again_and_again_comes_back_at_once_each_time()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        var renewals = 0;
        await page.Context.OwnLinesAsync();
        await page.RouteAsync("**/stream?*", async route =>
        {
            if (renewals++ < 6)
            {
                await route.FulfillAsync(new() { ContentType = "text/event-stream", Body = "retry: 1000\n: ok\n\nevent: bye\ndata: {\"reason\":\"life\"}\n\n" });
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await page.AddInitScriptAsync("{ const now = performance.now.bind(performance); let step = 0; performance.now = () => now() + 60000 * step++; }"); // each line held for long
        await page.GotoAsync(discussion);

        await LiveAsync(page);
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("");
        Assert.Equal(7, renewals);
    }

    [Fact]
    public async Task Nothing_is_sent_when_there_is_nothing_to_see()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        var posts = 0;
        page.Request += (_, request) => posts += request.Method == "POST" && request.Url.EndsWith("/discussion", StringComparison.Ordinal) ? 1 : 0;
        await Composer(page).FillAsync(" \n ");
        await Composer(page).PressAsync("Enter");
        await SayAsync(page, "Something");

        Assert.Equal(1, posts);
    }

    [Fact]
    public async Task After_an_interruption_of_the_stream_everything_missed_appears_once_and_in_order()
    {
        Expected.Add("ERR_");
        var page = await SignedInAsync();
        await page.Context.OwnLinesAsync();
        var discussion = await CreateTabloAsync(page);
        var device = DeviceOf(page, discussion);
        await device.SayAsync("Before");
        await OpenAsync(page, discussion);
        await page.Context.SetOfflineAsync(true);
        await page.EvaluateAsync("() => { line.close(); line.onerror(); }"); // an open line outlives the switch
        string[] meanwhile = [.. Enumerable.Range(1, 5).Select(i => $"Meanwhile {i}")];
        foreach (var text in meanwhile)
        {
            await device.SayAsync(text);
        }

        await Assertions.Expect(page.Locator("#connection")).ToContainTextAsync("You are offline.");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
        await page.Context.SetOfflineAsync(false);

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Before", .. meanwhile]);
        await LiveAsync(page);
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(6);
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<div hx-post=\"/sign-out\" hx-trigger=\"load\">boo</div>")]
    [InlineData("</li></ol><script>alert(1)</script>")]
    [InlineData("javascript:alert(1) \u202Eevil\u202C 🎉")]
    public async Task Hostile_text_is_read_as_it_was_typed_from_the_stream_and_from_the_page(string text)
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        var other = await page.Context.NewPageAsync();
        await OpenAsync(other, discussion);
        await SayAsync(page, text);

        await Assertions.Expect(Rows(other).Last.Locator(".body")).ToHaveTextAsync(text);
        await page.ReloadAsync();
        await Assertions.Expect(Rows(page).Last.Locator(".body")).ToHaveTextAsync(text);
        Assert.Equal(["P"], await page.EvaluateAsync<string[]>("() => [...new Set([...document.querySelectorAll('#rows .body *')].map(e => e.tagName))]"));
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Older_messages_join_above_and_what_is_read_stays_where_it_is()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, Enumerable.Range(1, 60).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(50);
        await Assertions.Expect(Rows(page).Last).ToBeInViewportAsync();
        await page.Locator("#older").ScrollIntoViewIfNeededAsync();
        var eleventh = page.Locator("[data-number='15']");
        var before = await eleventh.BoundingBoxAsync();
        await page.Locator("#older").ClickAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(60);
        var after = await eleventh.BoundingBoxAsync();

        Assert.InRange(after!.Y - before!.Y, -40, 40); // the link that stood there is gone
        await Assertions.Expect(page.Locator("#older")).ToBeHiddenAsync();
        Assert.Equal(
            Enumerable.Range(1, 60),
            await page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('#rows > li')].map(row => Number(row.dataset.number))"));
    }

    [Theory]
    [InlineData("new Event('scroll')", "new Event('scrollend')")]
    [InlineData("touch('touchstart', 1)", "touch('touchend', 0)")]
    public async Task Older_messages_wait_for_a_finger_to_go_and_a_list_to_rest_and_nothing_moves(string begin, string end)
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, Enumerable.Range(1, 60).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        await page.EvaluateAsync("""
            () => {
              const style = new CSSStyleSheet();
              style.replaceSync("* { overflow-anchor: none !important; }"); // as in Safari
              document.adoptedStyleSheets.push(style);
              window.touch = (kind, fingers) => Object.assign(new Event(kind, { bubbles: true }), {
                touches: Array(fingers).fill({ clientX: 90, clientY: 90 }), changedTouches: [{ clientX: 90, clientY: 90 }],
              });
            }
            """);
        await page.EvaluateAsync("""
            () => new Promise((rests) => {
              const log = document.getElementById("log");
              log.addEventListener("scrollend", rests, { once: true });
              log.scrollTop = 0;
            })
            """);
        await page.Clock.InstallAsync();
        await StopClockAsync(page); // what would be enough time to rest does not pass
        var answer = page.WaitForResponseAsync("**/discussion?before=*");
        await page.EvaluateAsync($"() => {{ document.getElementById('older').click(); document.querySelector('#rows > li').dispatchEvent({begin}); document.getElementById('log').dispatchEvent({begin}); }}");
        await (await answer).FinishedAsync();
        await page.EvaluateAsync("() => new Promise((seen) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = seen; port2.postMessage(0); })");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(50);
        var before = await page.Locator("[data-number='15']").BoundingBoxAsync();
        await page.EvaluateAsync($"() => {{ document.querySelector('#rows > li').dispatchEvent({end}); document.getElementById('log').dispatchEvent({end}); }}");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(60);

        var after = await page.Locator("[data-number='15']").BoundingBoxAsync();
        Assert.InRange(after!.Y - before!.Y, -1, 1);
    }

    [Fact]
    public async Task A_reader_further_up_is_not_moved_and_is_told_what_is_new()
    {
        var (page, other) = (await SignedInAsync(), await SignedInAsync("Bob"));
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, other);
        await SaidBeforeAsync(other, discussion, Enumerable.Range(1, 40).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        await OpenAsync(other, discussion);
        await other.EvaluateAsync("() => { document.getElementById('log').scrollTop = 0; }");
        await Assertions.Expect(Rows(other).First).ToBeInViewportAsync();
        await SayAsync(page, "New one");
        await Assertions.Expect(other.GetByRole(AriaRole.Link, new() { Name = "1 new message" })).ToBeVisibleAsync();
        await SayAsync(page, "New two");
        await Assertions.Expect(Rows(other).First).ToBeInViewportAsync();
        await other.GetByRole(AriaRole.Link, new() { Name = "2 new messages" }).ClickAsync();

        await Assertions.Expect(Rows(other).Last).ToBeInViewportAsync();
        await Assertions.Expect(other.Locator("#jump")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_came_below_is_still_told_after_scrolling_a_little()
    {
        var (page, bob) = (await SignedInAsync(), await SignedInAsync("Bob"));
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, bob);
        await SaidBeforeAsync(page, discussion, Enumerable.Range(1, 40).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        await page.EvaluateAsync("() => { document.getElementById('log').scrollTop = 0; }");
        await Assertions.Expect(Rows(page).First).ToBeInViewportAsync();
        await DeviceOf(bob, discussion).SayAsync("From Bob");
        await DeviceOf(page, discussion).SayAsync("From another device of mine");
        var told = page.GetByRole(AriaRole.Link, new() { Name = "1 new message" });
        await Assertions.Expect(told).ToBeVisibleAsync();

        await page.EvaluateAsync(
            """
            () => new Promise((done) => {
              const log = document.getElementById("log");
              log.addEventListener("scroll", () => requestAnimationFrame(done), { once: true });
              log.scrollTop = 40;
            })
            """);

        await Assertions.Expect(told).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_out_elsewhere_is_said_in_the_open_tab()
    {
        Expected.Add("401");
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/tablos");
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("You are signed out.");
        Assert.EndsWith(discussion, new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        await ArriveAsync(other, "/sign-in");
    }
}
