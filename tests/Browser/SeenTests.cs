using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Xtablo.Application.Discussions;

namespace Xtablo.Browser.Tests;

/// <summary>Read is what was on screen while someone was there, and nothing else.</summary>
public sealed partial class SeenTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task What_one_jumps_over_stays_unread_until_one_says_otherwise()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(bob, discussion, Enumerable.Range(1, 120).Select(i => $"Message {i}"));
        var list = await page.Context.NewPageAsync();
        await list.GotoAsync("/tablos");
        await page.BringToFrontAsync();
        await OpenAsync(page, discussion);
        await Assertions.Expect(UnreadIn(list)).Not.ToHaveAttributeAsync("aria-label", "120 unread"); // what was on screen at first
        await OpenAsync(page, $"{discussion}?around=121");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("Message 120");
        await page.Mouse.WheelAsync(0, 10_000);
        await Assertions.Expect(Rows(page).Last).ToBeInViewportAsync();
        await ALittleLaterAsync(page);
        await Assertions.Expect(UnreadIn(list)).ToHaveAttributeAsync("aria-label", MoreThanNinety());

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(UnreadIn(list)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_window_that_nobody_sits_at_reads_nothing()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(bob, discussion, "one");
        var marks = MarksOf(page);
        await page.GotoAsync(discussion);
        await LiveAsync(page);
        await ALittleLaterAsync(page);
        Assert.Empty(marks);

        await page.RunAndWaitForRequestFinishedAsync(
            () => SitDownAsync(page), new() { Predicate = request => request.Url.EndsWith("/read", StringComparison.Ordinal) });
    }

    [Fact]
    public async Task A_pointer_that_rests_is_nobody()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(bob, discussion, "one");
        var marks = MarksOf(page);
        await page.AddInitScriptAsync("addEventListener('pointermove', event => event.isTrusted && event.stopImmediatePropagation(), true)"); // the browser's own, of a pointer elsewhere
        await page.GotoAsync(discussion);
        await LiveAsync(page);
        await page.Mouse.MoveAsync(0, 0);
        for (var time = 0; time < 3; time++) // as a browser tells of it where a page comes to be below it
        {
            await page.EvaluateAsync("() => document.body.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, screenX: 7, screenY: 7 }))");
        }

        await ALittleLaterAsync(page);
        Assert.Empty(marks);
    }

    [Fact]
    public async Task Fifteen_seconds_after_the_last_sign_what_comes_is_new()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await page.Clock.InstallAsync();
        await OpenAsync(page, discussion);
        await SaidBeforeAsync(bob, discussion, "seen");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("seen");
        await page.Clock.RunForAsync(20_000);
        var marks = MarksOf(page);
        await SaidBeforeAsync(bob, discussion, "not seen");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("not seen");
        await page.Clock.RunForAsync(1000);

        await Assertions.Expect(page.Locator("#rows .first-unread")).ToContainTextAsync("not seen");
        Assert.Empty(marks);
        await SitDownAndReadAsync(page);
        await Assertions.Expect(page.Locator("#rows .first-unread")).ToContainTextAsync("not seen");
    }

    [Fact]
    public async Task A_clock_that_was_set_back_is_no_sign_of_life()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await page.Clock.InstallAsync();
        await OpenAsync(page, discussion);
        await SaidBeforeAsync(bob, discussion, "seen");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("seen");
        await page.Clock.RunForAsync(1000);
        await page.Clock.SetSystemTimeAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));
        var marks = MarksOf(page);
        await SaidBeforeAsync(bob, discussion, "not seen");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("not seen");
        await page.Clock.RunForAsync(1000);

        await Assertions.Expect(page.Locator("#rows .first-unread")).ToContainTextAsync("not seen");
        Assert.Empty(marks);
        await page.Clock.SetSystemTimeAsync(TimeProvider.System.GetUtcNow().UtcDateTime); // when the last sign was, once more
        await SaidBeforeAsync(bob, discussion, "nor this");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("nor this");
        await page.Clock.RunForAsync(1000);
        Assert.Empty(marks);
        await SitDownAndReadAsync(page);
    }

    [Fact]
    public async Task What_was_marked_unread_stays_so_whatever_one_does_but_leave_post_or_press_escape()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(bob, discussion, "one", "two", "three");
        await OpenAsync(page, discussion);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/account");
        await page.BringToFrontAsync();
        await Assertions.Expect(other).ToHaveTitleAsync("Account · Xtablo");
        await Rows(page).Filter(new() { HasText = "two" }).HoverAsync();
        await Button(page, "Mark unread").ClickAsync();
        await Assertions.Expect(page.Locator("#rows .first-unread")).ToContainTextAsync("two");
        await page.Mouse.MoveAsync(400, 300);
        await SaidBeforeAsync(bob, discussion, "four");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("four");
        await Assertions.Expect(other).ToHaveTitleAsync("(3) Account · Xtablo");
        await page.Mouse.MoveAsync(410, 310);
        await ALittleLaterAsync(page);
        await Assertions.Expect(other).ToHaveTitleAsync("(3) Account · Xtablo");

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(other).ToHaveTitleAsync("Account · Xtablo");
        await Assertions.Expect(page.Locator("#rows .first-unread")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_way_to_what_is_new_leads_to_the_first_of_it()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(bob, discussion, Enumerable.Range(1, 40).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#log").EvaluateAsync("log => { log.scrollTop = 0; }");
        await SaidBeforeAsync(bob, discussion, Enumerable.Range(1, 40).Select(i => $"Fresh {i}"));
        await page.GetByRole(AriaRole.Link, new() { Name = "40 new messages" }).ClickAsync();

        await Assertions.Expect(Rows(page).Filter(new() { HasTextRegex = Fresh1() })).ToBeInViewportAsync();
        await Assertions.Expect(Rows(page).Last).Not.ToBeInViewportAsync();
    }

    [Fact]
    public async Task It_does_so_too_from_far_above_where_the_page_does_not_hold_it()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(bob, discussion, Enumerable.Range(1, 120).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        await page.RunAndWaitForRequestFinishedAsync(
            () => page.Keyboard.PressAsync("Escape"), new() { Predicate = request => request.Url.EndsWith("/read", StringComparison.Ordinal) });
        await OpenAsync(page, $"{discussion}?around=10");
        await SaidBeforeAsync(bob, discussion, Enumerable.Range(1, 40).Select(i => $"Fresh {i}"));
        await Assertions.Expect(page.Locator("#jump")).ToHaveTextAsync("40 new messages");
        await page.Locator("#jump").ClickAsync();

        await Assertions.Expect(Rows(page).Filter(new() { HasTextRegex = Fresh1() })).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("#jump")).ToContainTextAsync("new messages"); // that are further down
        await SaidBeforeAsync(bob, discussion, "Last");
        await page.Locator("#newer").ClickAsync();
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("Last");
    }

    [Fact]
    public async Task From_the_first_unread_it_leads_to_what_is_below_it()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(bob, discussion, Enumerable.Range(1, 120).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        var hidden = await page.EvaluateAsync<string>("""
            () => [...document.querySelectorAll("#rows > li")]
              .find((row) => row.getBoundingClientRect().bottom > document.getElementById("log").getBoundingClientRect().bottom + 1).id
            """);
        await page.GetByRole(AriaRole.Link, new() { Name = "new messages" }).ClickAsync();

        await Assertions.Expect(page.Locator($"#{hidden}")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Assertions.Expect(Rows(page).Filter(new() { HasText = "Message 120" })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("selected", "() => getSelection().setBaseAndExtent(rows.children[1].querySelector('.body'), 0, rows.children[3].querySelector('.body'), 1)")]
    [InlineData("focused", "() => rows.children[1].focus({ preventScroll: true })")]
    [InlineData("edited", null)]
    public async Task A_row_that_someone_is_at_is_not_cut_away(string how, string? script)
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(page, discussion, "mine");
        await SaidBeforeAsync(bob, discussion, Enumerable.Range(1, 40).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        if (script is null)
        {
            await Composer(page).PressAsync("ArrowUp");
            await (await EditFieldAsync(page)).FillAsync("half of it");
        }
        else
        {
            await page.EvaluateAsync(script);
        }

        var selected = await page.EvaluateAsync<string>("() => getSelection().toString()");
        await page.Locator("#log").EvaluateAsync("log => { log.scrollTop = log.scrollHeight; }");
        await SaidBeforeAsync(bob, discussion, Enumerable.Range(1, 360).Select(i => $"Fresh {i}"));
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("Fresh 360");

        await Assertions.Expect(Rows(page)).ToHaveCountAsync(401); // all but who joined, at the top
        Assert.Equal(selected, await page.EvaluateAsync<string>("() => getSelection().toString()"));
        Assert.Equal(how, await page.EvaluateAsync<string>(
            "() => getSelection().toString() ? 'selected' : document.activeElement.matches('#rows .editing textarea') ? 'edited' : rows.firstElementChild === document.activeElement ? 'focused' : ''"));
        await page.EvaluateAsync("() => { getSelection().removeAllRanges(); document.activeElement.blur(); }");
        if (script is null)
        {
            await page.Locator(".editing textarea").PressAsync("Escape");
        }

        await page.Locator("#log").EvaluateAsync("log => { log.scrollTop = log.scrollHeight; }");
        await SaidBeforeAsync(bob, discussion, "last");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(300);
    }

    [Theory]
    [InlineData("link")]
    [InlineData("search")]
    [InlineData("date")]
    [InlineData("end")]
    public async Task Whatever_way_leads_past_the_unread_ones_leaves_them_unread(string way)
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(bob, discussion, Enumerable.Range(1, 400).Select(i => $"Message {i}."));
        await Services.DoAsync<MarkRead, bool>(new(Insider.TabloOf(discussion), AccountOf(page), UpTo: 20, Generation: null)); // that Bob joined is the first
        switch (way)
        {
            case "link":
                await page.GotoAsync($"{discussion}?around=301");
                await page.GotoAsync(await page.Locator("#rows > [data-number='301'] .who a").EvaluateAsync<string>("link => link.href"));
                await ArriveAsync(page, "*#message-*");
                break;
            case "search":
                await page.GotoAsync($"{discussion}/search?q=%22Message+300%22");
                await page.Locator(".hits a").ClickAsync();
                await ArriveAsync(page, "*#message-*");
                break;
            case "date":
                await page.GotoAsync($"{discussion}?on={TimeProvider.System.GetUtcNow().AddDays(2):yyyy-MM-dd}&tz=UTC"); // nothing is that late: to the end
                await Assertions.Expect(Rows(page).Last).ToContainTextAsync("Message 400.");
                break;
            case "end":
                await page.GotoAsync($"{discussion}?before={long.MaxValue}"); // as the way down leads there
                await Assertions.Expect(Rows(page).Last).ToContainTextAsync("Message 400.");
                break;
        }

        await LiveAsync(page);
        await page.Mouse.MoveAsync(400, 300);
        await page.Mouse.WheelAsync(0, 1500); // some twenty further
        await ALittleLaterAsync(page);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/account");
        await Assertions.Expect(other).ToHaveTitleAsync("(381) Account · Xtablo");

        await page.BringToFrontAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(other).ToHaveTitleAsync("Account · Xtablo");
    }

    [Fact]
    public async Task What_came_while_the_window_was_left_is_read_when_one_is_back_without_scrolling()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await page.AddInitScriptAsync("window.isFocused = true; document.hasFocus = () => window.isFocused;");
        await OpenAsync(page, discussion);
        await page.EvaluateAsync("() => { window.isFocused = false; dispatchEvent(new Event('blur')); }");
        var marks = MarksOf(page);
        await SaidBeforeAsync(bob, discussion, "while away");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("while away");
        await Assertions.Expect(Rows(page).Last).ToBeInViewportAsync();
        await ALittleLaterAsync(page);
        Assert.Empty(marks);

        await page.RunAndWaitForRequestAsync(
            async () =>
            {
                await page.EvaluateAsync("() => { window.isFocused = true; dispatchEvent(new Event('focus')); }");
                await page.Mouse.MoveAsync(310, 310);
            },
            request => request.Url.EndsWith("/read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_leads_to_other_days()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(bob, discussion, Enumerable.Range(1, 60).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        await page.Locator("#log").EvaluateAsync("log => { log.scrollTop = 0; }");
        await page.Locator("#rows .day").First.ClickAsync();
        var today = await page.EvaluateAsync<string>("() => new Date().toLocaleDateString('sv')");
        await Assertions.Expect(page.GetByLabel("Go to a date").And(page.Locator("input"))).ToHaveValueAsync(today);
        await Button(page, "Go").ClickAsync();
        await ArriveAsync(page, "*on=*");

        Assert.Contains("&tz=", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(Rows(page).First).ToHaveAttributeAsync("data-number", "1");
        await Assertions.Expect(Rows(page).First).ToBeInViewportAsync();
    }

    [Fact]
    public async Task What_is_unread_is_a_dot_in_the_icon_of_the_page()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await page.GotoAsync("/account");
        var icon = page.Locator("link[rel=icon]");
        var plain = await icon.GetAttributeAsync("href");
        await SaidBeforeAsync(bob, discussion, "one");
        await Assertions.Expect(icon).ToHaveAttributeAsync("href", (await icon.GetAttributeAsync("data-unread"))!);
        var reading = await page.Context.NewPageAsync();
        await OpenAsync(reading, discussion);

        await page.WaitForFunctionAsync("plain => document.querySelector('link[rel=icon]').href.endsWith(plain)", plain);
    }

    [GeneratedRegex("^(?:9|10|11)[0-9] unread$", RegexOptions.None, 1000)]
    private static partial Regex MoreThanNinety();

    [GeneratedRegex("Fresh 1$", RegexOptions.None, 1000)]
    private static partial Regex Fresh1();

    private static ILocator UnreadIn(IPage list) => list.Locator(".cards .count");

    /// <summary>Long enough for whatever would be read.</summary>
    private static Task ALittleLaterAsync(IPage page) => page.EvaluateAsync("() => new Promise((resolve) => setTimeout(resolve, 600))");

    /// <summary>Once someone sits there, what is on screen is marked as read; the clock of the page must be installed.</summary>
    private static Task SitDownAndReadAsync(IPage page) => page.RunAndWaitForRequestAsync(
        async () =>
        {
            await SitDownAsync(page);
            await page.Clock.RunForAsync(1000);
        },
        request => request.Url.EndsWith("/read", StringComparison.Ordinal));

    private static ConcurrentQueue<string> MarksOf(IPage page)
    {
        var marks = new ConcurrentQueue<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/read", StringComparison.Ordinal))
            {
                marks.Enqueue(request.Url);
            }
        };
        return marks;
    }

    private async Task<(IPage Page, IPage Bob, string Discussion)> OfTwoAsync()
    {
        var page = await SignedInAsync();
        var bob = await SignedInAsync("Bob");
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, bob);
        return (page, bob, discussion);
    }
}
