namespace Xtablo.Browser.Tests;

public sealed class LiveDiscussionTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task A_message_appears_once_in_each_tab_of_its_tablo_in_under_a_second_and_in_no_strangers()
    {
        var first = await SignedInAsync();
        var discussion = await CreateTabloAsync(first);
        await LiveAsync(first);
        var second = await first.Context.NewPageAsync();
        await OpenAsync(second, discussion);
        var stranger = await SignedInAsync("Eve");
        var hers = await CreateTabloAsync(stranger, "Eve's own");
        await OpenAsync(stranger, hers);

        await Composer(first).FillAsync("The roofer can start on the 3rd.");
        await Composer(first).PressAsync("Enter");

        await Assertions.Expect(Rows(second)).ToContainTextAsync(["The roofer can start on the 3rd."], new() { Timeout = 1000 });
        await Assertions.Expect(Rows(first)).ToHaveCountAsync(1);
        await Assertions.Expect(Composer(first)).ToHaveValueAsync("");
        await SayAsync(second, "Good.");
        await Assertions.Expect(Rows(first)).ToHaveCountAsync(2);
        await Assertions.Expect(Rows(second)).ToHaveCountAsync(2);
        await SayAsync(stranger, "Nothing but mine");
        await Assertions.Expect(Rows(stranger)).ToHaveCountAsync(1);
        var answer = await stranger.GotoAsync(discussion);
        Expected.Add("404");
        Assert.Equal(404, answer!.Status);
    }

    [Fact]
    public async Task Without_scripts_one_signs_in_posts_and_reads()
    {
        var page = await SignedInAsync("Grace", new() { JavaScriptEnabled = false });
        await CreateTabloAsync(page);
        for (var i = 1; i <= 30; i++)
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
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("There is nothing to send yet");
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
    public async Task Who_types_on_while_a_message_is_on_its_way_writes_the_next_one()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await page.RouteAsync("**/discussion", async route =>
        {
            await Task.Delay(300, Ct); // a slow line
            await route.ContinueAsync();
        });
        foreach (var word in (string[])["one", "two", "three"])
        {
            await page.Keyboard.TypeAsync(word);
            await page.Keyboard.PressAsync("Enter");
        }

        await page.Keyboard.TypeAsync("fo");

        await Assertions.Expect(Rows(page)).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one", "two", "three"]);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("fo");
    }

    [Fact]
    public async Task A_text_that_comes_back_leaves_what_was_typed_since()
    {
        Expected.AddRange(["ERR_FAILED", "htmx:error"]);
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await page.RouteAsync("**/discussion", async route =>
        {
            await Task.Delay(300, Ct);
            await route.AbortAsync();
        });
        await page.Keyboard.TypeAsync("one");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("two");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("thr");

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("one\ntwo\nthr");
        await page.UnrouteAllAsync();
        await Composer(page).PressAsync("Enter");
        await Assertions.Expect(Rows(page).Last.Locator(".body")).ToHaveTextAsync("one\ntwo\nthr", new() { UseInnerText = true });
        await Assertions.Expect(page.Locator("#toast")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_form_that_went_stale_is_good_again_after_one_refusal()
    {
        Expected.Add("400");
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await page.EvaluateAsync("() => document.querySelectorAll('[name=__RequestVerificationToken]').forEach(field => { field.value = 'stale'; })");
        await Composer(page).FillAsync("Keep me");
        await Composer(page).PressAsync("Enter");
        await Assertions.Expect(page.Locator("#body-error")).ToContainTextAsync("send it once more");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Keep me");
        await Composer(page).PressAsync("Enter");

        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#body-error")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Posting_from_among_older_messages_leads_to_the_end()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await LiveAsync(page);
        for (var i = 1; i <= 60; i++)
        {
            await SayAsync(page, $"Message {i}");
        }

        await OpenAsync(page, $"{discussion}?around=1");
        await Assertions.Expect(page.Locator("#newer")).ToBeVisibleAsync();
        await Composer(page).FillAsync("At the end");
        await Composer(page).PressAsync("Enter");

        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("At the end");
        await Assertions.Expect(Rows(page).Last).ToBeInViewportAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(50);
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
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Only you");
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
    public async Task A_text_that_is_refused_stays_with_the_reason_beside_it_until_it_fits()
    {
        Expected.Add("422");
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        var tooLong = new string('x', 10_001);
        await Composer(page).FillAsync(tooLong);
        await Composer(page).PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "10001 characters" })).ToBeVisibleAsync();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync(tooLong);
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        await SayAsync(page, "Shorter");
        await Assertions.Expect(page.GetByText("10001 characters")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_text_that_could_not_be_sent_stays_and_is_sent_once_when_it_can()
    {
        Expected.AddRange(["ERR_FAILED", "htmx:error"]);
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await page.RouteAsync("**/discussion", route => route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());
        await Composer(page).FillAsync("Keep me");
        await Composer(page).PressAsync("Enter");
        await Assertions.Expect(page.Locator("#toast")).ToContainTextAsync("cannot be reached");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Keep me");

        await page.UnrouteAllAsync();
        await Composer(page).PressAsync("Enter");

        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_post_whose_answer_was_lost_is_one_message_after_the_retry()
    {
        Expected.AddRange(["ERR_FAILED", "htmx:error"]);
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await page.RouteAsync("**/discussion", async route =>
        {
            if (route.Request.Method == "POST")
            {
                await route.FetchAsync(); // the server has it
                await route.AbortAsync(); // and the browser does not know
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await Composer(page).FillAsync("Once");
        await Composer(page).PressAsync("Enter");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1); // the stream brings it
        await page.UnrouteAllAsync();
        await Composer(page).PressAsync("Enter");

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_text_sent_after_the_session_ended_comes_back_through_signing_in()
    {
        Expected.Add("401");
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await LiveAsync(page);
        await page.Context.ClearCookiesAsync(new() { Name = "xtablo-session" });
        await Composer(page).FillAsync("Half an hour of typing");
        await Composer(page).PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Half an hour of typing").First).ToBeVisibleAsync();
        Assert.EndsWith(discussion, new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_interruption_of_the_stream_everything_missed_appears_once_and_in_order()
    {
        Expected.Add("ERR_");
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await LiveAsync(page);
        await SayAsync(page, "Before");
        var other = await page.Context.NewPageAsync();
        await OpenAsync(other, discussion);
        await other.Context.SetOfflineAsync(true);
        await other.Context.SetOfflineAsync(false);
        await page.EvaluateAsync("() => window.dispatchEvent(new Event('offline'))");
        for (var i = 1; i <= 5; i++)
        {
            await SayAsync(page, $"Meanwhile {i}");
        }

        await Assertions.Expect(Rows(other)).ToHaveCountAsync(6);
        await Assertions.Expect(Rows(other).Last).ToContainTextAsync("Meanwhile 5");
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
        await LiveAsync(page);
        var other = await page.Context.NewPageAsync();
        await OpenAsync(other, discussion);
        await SayAsync(page, text);

        await Assertions.Expect(Rows(other).Last.Locator(".body")).ToHaveTextAsync(text);
        await page.ReloadAsync();
        await Assertions.Expect(Rows(page).Last.Locator(".body")).ToHaveTextAsync(text);
        Assert.Equal(0, await page.Locator("#rows .body *").CountAsync());
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Older_messages_join_above_and_what_is_read_stays_where_it_is()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await LiveAsync(page);
        for (var i = 1; i <= 60; i++)
        {
            await SayAsync(page, $"Message {i}");
        }

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

    [Fact]
    public async Task A_reader_further_up_is_not_moved_and_is_told_what_is_new()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await LiveAsync(page);
        for (var i = 1; i <= 40; i++)
        {
            await SayAsync(page, $"Message {i}");
        }

        var other = await page.Context.NewPageAsync();
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
    public async Task Signing_out_elsewhere_is_said_in_the_open_tab()
    {
        Expected.Add("401");
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await LiveAsync(page);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/tablos");
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("You are signed out.");
        Assert.EndsWith(discussion, new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
    }
}
