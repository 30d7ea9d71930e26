using System.Diagnostics;
using System.Text.RegularExpressions;
using Xtablo.Application.Tablos;

namespace Xtablo.Browser.Tests;

/// <summary>A text that the server refuses, or that it does not answer for too long, stays as "not sent" and is its author's to decide on.</summary>
public sealed partial class NotSentTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private static ILocator Reason(IPage page) => Pending(page).GetByRole(AriaRole.Alert);

    /// <summary>A page with a text that was refused once, and will not be again.</summary>
    private async Task<IPage> RefusedAsync(params string[] texts)
    {
        Expected.Add("413");
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await OnPostAsync(page, route => route.FulfillAsync(new() { Status = 413 }));
        await WriteAsync(page, texts);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(texts.Length);
        await Assertions.Expect(Reason(page)).ToHaveCountAsync(texts.Length); // each of them has been refused
        await page.UnrouteAllAsync();
        return page;
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_not_sent_for_the_reason_that_the_server_gives_and_can_be_made_shorter()
    {
        Expected.Add("422");
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await WriteAsync(page, new string('x', 10_001));

        await Assertions.Expect(Reason(page)).ToContainTextAsync("10,001 characters");
        await Button(page, "Edit").ClickAsync();
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
        await Composer(page).PressAsync("End");
        await Composer(page).PressAsync("Backspace");
        await Composer(page).PressAsync("Enter");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Retry_sends_it_once_even_when_pressed_twice()
    {
        var page = await RefusedAsync("Once");
        var posts = 0;
        await OnPostAsync(page, route =>
        {
            posts++;
            return route.ContinueAsync();
        });
        await Button(page, "Retry").EvaluateAsync("button => { button.click(); button.click(); }");
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Once"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
        await SayAsync(page, "After it");

        Assert.Equal(2, posts);
    }

    [Fact]
    public async Task Edit_puts_the_text_before_what_is_being_typed()
    {
        var page = await RefusedAsync("one");
        await Composer(page).FillAsync("two");
        await Button(page, "Edit").ClickAsync();

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("one\ntwo");
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("one\ntwo");
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_sent_again_after_Edit_has_the_clientId_that_it_had()
    {
        Expected.Add("413");
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        var clientIds = new List<string>();
        await OnPostAsync(page, route =>
        {
            clientIds.Add(ClientId().Match(route.Request.PostData!).Value);
            return clientIds.Count == 1 ? route.FulfillAsync(new() { Status = 413 }) : route.ContinueAsync();
        });
        await WriteAsync(page, "Perhaps stored");
        await Button(page, "Edit").ClickAsync();
        await Composer(page).PressAsync("Enter");

        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
        Assert.Equal([clientIds[0], clientIds[0]], clientIds);
        Assert.NotEmpty(clientIds[0]);
    }

    [Fact]
    public async Task Discard_leaves_nothing_of_it()
    {
        var page = await RefusedAsync("one", "two");
        await Button(page, "Discard").First.ClickAsync();

        await Assertions.Expect(Pending(page).Locator(".body")).ToHaveTextAsync(["two"]);
        await page.ReloadAsync();
        await Assertions.Expect(Pending(page).Locator(".body")).ToHaveTextAsync(["two"]);
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_the_server_does_not_answer_for_a_minute_is_not_sent_nor_is_what_was_written_after_it()
    {
        Expected.AddRange(["ERR_", "htmx:error"]);
        var page = await SignedInAsync();
        await page.Clock.InstallAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await OnPostAsync(page, route => route.AbortAsync());
        await WriteAsync(page, ["one", "two"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(2);
        await Assertions.Expect(Reason(page)).ToHaveCountAsync(0);
        await page.Clock.FastForwardAsync("01:01");

        await Assertions.Expect(Reason(page)).ToHaveTextAsync(["Not sent. Xtablo did not answer.", "Not sent. Xtablo did not answer."]);
        await page.UnrouteAllAsync();
        await Button(page, "Retry").First.ClickAsync();
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one", "two"]); // the server answers again: that was the only reason
    }

    [Fact]
    public async Task What_is_written_after_an_outage_overtakes_nothing_that_was_written_in_it()
    {
        Expected.Add("503");
        var page = await SignedInAsync();
        await page.Clock.InstallAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await OnPostAsync(page, route => route.FulfillAsync(new() { Status = 503 }));
        await WriteAsync(page, ["one", "two"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(2);
        await page.Clock.FastForwardAsync("01:01");
        await Assertions.Expect(Reason(page)).ToHaveCountAsync(2);
        await page.UnrouteAllAsync(); // the stream was there all the time
        await WriteAsync(page, "three");

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one", "two", "three"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_beat_of_a_server_that_is_well_again_sends_what_gave_up_and_until_then_it_is_shown_as_not_sent()
    {
        Expected.AddRange(["503", "htmx:error"]);
        var page = await SignedInAsync();
        await page.Context.OwnLinesAsync();
        await page.Clock.InstallAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        var posts = 0;
        await OnPostAsync(page, route =>
        {
            posts++;
            return route.FulfillAsync(new() { Status = 503 });
        });
        await WriteAsync(page, ["one", "two"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(2);
        await page.Clock.FastForwardAsync("00:30");
        await BeatAsync(page, stale: false); // the line is well all the time
        await page.Clock.FastForwardAsync("00:31");
        await Assertions.Expect(Reason(page)).ToHaveTextAsync(["Not sent. Xtablo did not answer.", "Not sent. Xtablo did not answer."]);

        var before = posts;
        await BeatAsync(page, stale: true);
        await page.RunAndWaitForResponseAsync(() => BeatAsync(page, stale: false), answer => answer.Status == 503);
        await Assertions.Expect(Reason(page)).ToHaveCountAsync(2);
        Assert.Equal(before + 1, posts);

        await page.UnrouteAllAsync();
        await page.Clock.FastForwardAsync("00:15");
        await BeatAsync(page, stale: false);
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one", "two"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
    }

    private static Task BeatAsync(IPage page, bool stale) => page.EvaluateAsync(
        """
        stale => {
          const [head] = lines[0].match(/[0-9a-f]{32}\.[0-9a-z]+\.\d+/);
          line.dispatchEvent(new MessageEvent("beat", { data: JSON.stringify({ head, stale }) }));
        }
        """,
        stale);

    [Fact]
    public async Task Too_many_at_once_are_sent_when_the_server_says_that_it_is_time()
    {
        Expected.Add("429");
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        var posts = new List<long>();
        await OnPostAsync(page, route =>
        {
            posts.Add(Stopwatch.GetTimestamp());
            return posts.Count == 1
                ? route.FulfillAsync(new() { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "2" } })
                : route.ContinueAsync();
        });
        await WriteAsync(page, "Later");

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Later"]);
        Assert.InRange(Stopwatch.GetElapsedTime(posts[0], posts[1]), TimeSpan.FromSeconds(2), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task A_message_under_whose_id_the_server_keeps_another_text_can_be_sent_as_a_new_one()
    {
        Expected.Add("409");
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        const string fresh = "0b7e1a52-8f0e-4c55-9a53-3d8a6b1c2d4e";
        await OnPostAsync(page, route => route.FulfillAsync(new()
        {
            Status = 409,
            ContentType = "text/html",
            Body = $"<form><input type=hidden name=clientId value={fresh}><p class=error>Something else was sent.</p></form>",
        }));
        await WriteAsync(page, "one");
        await Assertions.Expect(Reason(page)).ToHaveTextAsync("Not sent. Something else was sent.");
        await page.UnrouteAllAsync();
        await Button(page, "Retry").ClickAsync();

        await Assertions.Expect(page.Locator($"#rows [data-client-id='{fresh}'] .body")).ToHaveTextAsync("one");
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Of_a_tablo_that_was_closed_the_text_is_kept_and_said_to_be_not_sent()
    {
        Expected.Add("404");
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await OnPostAsync(page, route => route.FulfillAsync(new() { Status = 404 }));
        await WriteAsync(page, "Too late");

        await Assertions.Expect(Reason(page)).ToHaveTextAsync("Not sent. You no longer have access to this tablo.");
    }

    [Fact]
    public async Task Where_nothing_can_be_written_any_longer_it_can_be_copied()
    {
        var page = await RefusedAsync("An hour of **work**");
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Assertions.Expect(Button(page, "Copy")).ToBeHiddenAsync();
        await Services.DoAsync<ArchiveTablo, bool>(new(Insider.TabloOf(new Uri(page.Url).AbsolutePath), PersonOf(page), Archived: true));
        await Assertions.Expect(Button(page, "Edit")).ToBeHiddenAsync();
        await Button(page, "Copy").ClickAsync();

        await Assertions.Expect(Button(page, "Copied")).ToBeVisibleAsync();
        Assert.Equal("An hour of **work**", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClientId();
}
