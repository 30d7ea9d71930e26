namespace Xtablo.Browser.Tests;

/// <summary>The core of what a discussion is, in another browser than all other tests have.</summary>
public sealed class FirefoxTests(RunningXtablo xtablo, Firefox firefox) : BrowserTest(xtablo), IClassFixture<Firefox>, IAsyncLifetime
{
    private Line Line => field ??= new(base.Address);

    protected override string Address => Line.Address;

    protected override Task<IBrowser> LaunchAsync()
    {
        Assert.SkipWhen(firefox.Browser is null, $"There is no {Firefox.Program}; another may be named in XTABLO_FIREFOX.");
        return Task.FromResult(firefox.Browser);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await Line.DisposeAsync();
    }

    [Fact]
    public async Task One_signs_in_and_what_one_tab_says_edits_and_marks_the_other_shows()
    {
        var page = await SignedInAsync();
        await page.Context.ClearCookiesAsync();
        var discussion = await CreateTabloAsync(page);
        await page.GotoAsync($"/sign-in?returnUrl={discussion}");
        await SignInAsync(page);
        await LiveAsync(page);
        var other = await page.Context.NewPageAsync();
        await OpenAsync(other, discussion);
        await SayAsync(page, "Frist");
        await Assertions.Expect(Rows(other).Locator(".body")).ToHaveTextAsync("Frist");
        await Composer(page).PressAsync("ArrowUp");
        await (await EditFieldAsync(page)).FillAsync("First");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Rows(other).Locator(".body")).ToHaveTextAsync("First");
        await DeviceOf(page, discussion).SayAsync("Second");
        await Assertions.Expect(Rows(other)).ToHaveCountAsync(2);
        await Rows(other).Last.HoverAsync();
        await Button(other, "React").ClickAsync();
        await other.GetByRole(AriaRole.Menuitem, new() { Name = "👍" }).ClickAsync();

        await Assertions.Expect(Rows(page).Last.Locator(".reactions > li")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_was_said_while_the_server_was_away_comes_once_and_in_order()
    {
        Expected.AddRange(["can’t establish", "connection to", "NetworkError", "htmx:error", "NS_ERROR"]);
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        var device = DeviceOf(page, discussion);
        await device.SayAsync("Before");
        await OpenAsync(page, discussion);
        Line.Cut();
        await WriteAsync(page, "Written meanwhile");
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(1);
        await device.SayAsync("Said meanwhile");
        Line.Mend();

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Before", "Said meanwhile", "Written meanwhile"], new() { Timeout = 40_000 });
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_draft_is_kept_and_a_search_leads_to_the_place_which_is_lit()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, ["The needle is here", .. Enumerable.Range(1, 80).Select(i => $"Hay {i}")]);
        await OpenAsync(page, discussion);
        await Composer(page).PressSequentiallyAsync("Half a thought");
        await page.ReloadAsync();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Half a thought");
        await page.GotoAsync($"{discussion}/search?q=needl");
        await Assertions.Expect(page.Locator(".hits mark")).ToHaveTextAsync("needl");
        await page.Locator(".hits a").ClickAsync();

        await Assertions.Expect(page.Locator("#rows > li:target")).ToContainTextAsync("The needle is here");
        await Assertions.Expect(page.Locator("#rows > li:target")).ToBeInViewportAsync();
        Assert.Equal("2s", await page.Locator("#rows > li:target").EvaluateAsync<string>("row => getComputedStyle(row).animationDuration"));
    }
}
