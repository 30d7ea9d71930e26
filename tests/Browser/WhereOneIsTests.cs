namespace Xtablo.Browser.Tests;

/// <summary>What tells a reader where they are: what is new, how much of it, and how to get to the end.</summary>
public sealed class WhereOneIsTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string AlsoForTheServer = """
        const get = Headers.prototype.get;
        Headers.prototype.get = function (name) { return name === "Date" ? new Date().toUTCString() : get.call(this, name); };
        """;

    [Fact]
    public async Task What_is_new_begins_under_a_line_that_stays_for_the_visit()
    {
        var (page, bob, discussion) = await ReadAsync();
        await page.GotoAsync("/account");
        await SaidBeforeAsync(bob, discussion, "New to Ada", "and this too");
        await OpenAsync(page, discussion);
        var fresh = page.Locator("#rows .first-unread");

        await Assertions.Expect(fresh).ToContainTextAsync("New to Ada");
        Assert.Equal("\"New\"", await fresh.EvaluateAsync<string>("row => getComputedStyle(row, '::before').content"));
        await SaidBeforeAsync(bob, discussion, "and this");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("and this");
        await Assertions.Expect(fresh).ToContainTextAsync("New to Ada");
        await SayAsync(page, "I have seen it");
        await Assertions.Expect(fresh).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Where_a_day_begins_it_is_named()
    {
        var (page, _, discussion) = await ReadAsync();
        var days = page.Locator("#rows .day");
        await Assertions.Expect(days).ToHaveTextAsync("Today");
        await page.Clock.InstallAsync(new() { TimeDate = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1) });
        await page.AddInitScriptAsync(AlsoForTheServer);
        await OpenAsync(page, discussion);

        await Assertions.Expect(days).ToHaveTextAsync("Yesterday");
        await SaidBeforeAsync(page, discussion, "the same day");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("the same day");
        await Assertions.Expect(days).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task In_the_morning_after_a_night_in_which_the_device_slept_today_is_another_day()
    {
        var (page, _, discussion) = await ReadAsync();
        await page.Clock.InstallAsync();
        await page.AddInitScriptAsync(AlsoForTheServer);
        await OpenAsync(page, discussion);
        var days = page.Locator("#rows .day");
        await Assertions.Expect(days).ToHaveTextAsync("Today");
        await page.Clock.SetSystemTimeAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1)); // while it sleeps no timer goes on
        await page.Clock.RunForAsync(61_000);

        await Assertions.Expect(days).ToHaveTextAsync("Yesterday");
    }

    [Fact]
    public async Task How_much_is_unread_below_is_said_and_becomes_less_as_one_reads()
    {
        var (page, bob, discussion) = await ReadAsync();
        await page.GotoAsync("/account");
        await SaidBeforeAsync(bob, discussion, Enumerable.Range(1, 80).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        var pill = page.Locator("#jump");
        await Assertions.Expect(pill).ToContainTextAsync("new messages");
        var before = await pill.TextContentAsync();
        await page.Locator("#log").EvaluateAsync("log => { log.scrollTop += 300; }");

        await Assertions.Expect(pill).Not.ToHaveTextAsync(before!);
        before = await pill.TextContentAsync();
        await pill.ClickAsync();
        await Assertions.Expect(pill).Not.ToHaveTextAsync(before!);
    }

    [Fact]
    public async Task The_title_says_how_much_is_unread_in_all()
    {
        var (page, bob, discussion) = await ReadAsync();
        await page.GotoAsync("/account");
        await SaidBeforeAsync(bob, discussion, "one", "two");
        await Assertions.Expect(page).ToHaveTitleAsync("(2) Account · Xtablo");
        var reading = await page.Context.NewPageAsync();
        await OpenAsync(reading, discussion);

        await Assertions.Expect(page).ToHaveTitleAsync("Account · Xtablo");
        await Assertions.Expect(reading).ToHaveTitleAsync("Rue Oberkampf 12 · Xtablo");
    }

    [Fact]
    public async Task What_is_pinned_is_said_above_the_rows_and_covers_none()
    {
        var (page, _, discussion) = await ReadAsync();
        var device = DeviceOf(page, discussion);
        await device.SayAsync("to be pinned");
        await device.PinAsync(1);
        var pins = (await page.GetByRole(AriaRole.Link, new() { Name = "1 pinned message" }).BoundingBoxAsync())!;
        var log = (await page.Locator("#log").BoundingBoxAsync())!;
        var foot = (await page.Locator(".foot").BoundingBoxAsync())!;

        Assert.True(pins.Y + pins.Height <= log.Y, $"the rows begin at {log.Y}, the line ends at {pins.Y + pins.Height}");
        Assert.True(log.Height > 400 && log.Y + log.Height <= foot.Y, $"the rows end at {log.Y + log.Height}");
    }

    [Fact]
    public async Task No_script_waits_until_another_names_it()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        var late = await page.EvaluateAsync<string[]>("""
            () => {
              const known = new Set([...document.querySelectorAll("link[rel=modulepreload], script[src]")].map((element) => element.href ?? element.src));
              return performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => name.endsWith(".js") && !name.includes("/worker") && !name.includes("/phone/") /* once it is at rest */ && !known.has(name));
            }
            """);

        Assert.Empty(late);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task What_leads_on_is_not_covered_by_what_leads_to_the_end(int width)
    {
        var page = await SignedInAsync(options: new() { ViewportSize = new() { Width = width, Height = 720 } });
        var bob = await SignedInAsync("Bob");
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, bob);
        await SaidBeforeAsync(bob, discussion, Enumerable.Range(1, 120).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        await page.Locator("#log").EvaluateAsync("log => { log.scrollTop = log.scrollHeight; }");
        await Assertions.Expect(page.Locator("#jump")).ToBeVisibleAsync();

        Assert.True(await page.Locator("#newer").EvaluateAsync<bool>("""
            (link) => {
              const { left, right, top, bottom } = link.getBoundingClientRect();
              return [top + 1, bottom - 1].every((y) => link.contains(document.elementFromPoint((left + right) / 2, y)));
            }
            """));
        await page.Locator("#newer").ClickAsync();
        await Assertions.Expect(page.Locator("[data-number='52']")).ToBeAttachedAsync();
    }

    [Fact]
    public async Task The_time_of_a_row_that_goes_on_is_the_hour_alone_on_one_line()
    {
        var (page, _, discussion) = await ReadAsync();
        await page.Clock.InstallAsync(new() { TimeDate = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(2) });
        await OpenAsync(page, discussion);
        await SayAsync(page, "one");
        await SayAsync(page, "two");
        var time = page.Locator("#rows .goes-on .who time").Last;

        Assert.Matches("^\"\\d\\d:\\d\\d( .M)?\"$", await time.EvaluateAsync<string>("time => getComputedStyle(time, '::after').content"));
        Assert.Equal("0px", await time.EvaluateAsync<string>("time => getComputedStyle(time).fontSize"));
        Assert.Equal("visible", await page.Locator("#rows .goes-on .who").Last.EvaluateAsync<string>("who => getComputedStyle(who).overflow")); // "02:24 PM" is wider than a face
        var (row, said) = ((await time.Locator("xpath=ancestor::li").BoundingBoxAsync())!, (await time.BoundingBoxAsync())!);
        Assert.True(said.Y >= row.Y && said.Y + said.Height <= row.Y + row.Height, $"the time is {said.Height} high in a row of {row.Height}");
    }

    [Fact]
    public async Task A_way_within_the_page_is_not_where_the_reading_begins()
    {
        var (page, _, discussion) = await ReadAsync();
        await SaidBeforeAsync(page, discussion, Enumerable.Range(1, 60).Select(i => $"Message {i}"));
        await page.GotoAsync($"{discussion}#composer-text");

        await Assertions.Expect(Rows(page).Last).ToBeInViewportAsync();
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
    }

    private async Task<(IPage Page, IPage Bob, string Discussion)> ReadAsync()
    {
        var page = await SignedInAsync();
        var bob = await SignedInAsync("Bob");
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, bob);
        await SaidBeforeAsync(bob, discussion, "Known");
        await OpenAsync(page, discussion);
        await StreamsBecomeAsync(page, 1);
        var list = await page.Context.NewPageAsync();
        await list.GotoAsync("/tablos");
        await Assertions.Expect(list.Locator(".cards .count")).ToHaveCountAsync(0); // it is read
        await list.CloseAsync();
        return (page, bob, discussion);
    }
}
