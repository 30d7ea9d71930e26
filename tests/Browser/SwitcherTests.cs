namespace Xtablo.Browser.Tests;

/// <summary>A few letters and Enter lead anywhere.</summary>
public sealed class SwitcherTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string Mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";

    private static readonly string[] Everywhere = ["New tablo", "All tablos", "Search", "Mentions", "Later", "Account", "Keyboard shortcuts", "Sign out"];

    [Fact]
    public async Task Unread_tablos_come_first_and_the_open_one_last()
    {
        var (page, _) = await StartAsync();
        await OpenSwitcherAsync(page);

        await Expect(Options(page).Locator(".name")).ToHaveTextAsync(["Été à Łódź", "Alpha", "Roof", "Search in this tablo", "Go to a date", "Members", "Settings", .. Everywhere]);
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Été à Łódź , 1 unread", Exact = true })).ToHaveAttributeAsync("aria-selected", "true");
    }

    [Fact]
    public async Task What_is_typed_leads_there_however_soon_Enter_follows_and_whatever_is_late()
    {
        var (page, places) = await StartAsync();
        await page.RouteAsync("**/switcher*.js", async route =>
        {
            await Task.Delay(500, Ct);
            await route.ContinueAsync();
        });
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("alp");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page).ToHaveURLAsync(places["Alpha"]);
    }

    [Fact]
    public async Task What_can_be_done_in_the_open_tablo_is_there_and_only_there()
    {
        var (page, places) = await StartAsync();
        await OpenSwitcherAsync(page);
        await page.Keyboard.TypeAsync("memb");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(places["Roof"].Replace("/discussion", "/members", StringComparison.Ordinal));
        await OpenSwitcherAsync(page);

        await Expect(Options(page).Locator(".name")).ToHaveTextAsync(["Été à Łódź", "Alpha", "Roof", .. Everywhere]);
    }

    [Theory]
    [InlineData("ETE", "Été à Łódź")]
    [InlineData("a ete", "Été à Łódź")]
    [InlineData("lodz", "Été à Łódź")]
    [InlineData("oof", "Roof")]
    [InlineData("sign", "Sign out")]
    public async Task Case_accents_and_order_of_words_do_not_matter(string typed, string found)
    {
        var (page, _) = await StartAsync();
        await OpenSwitcherAsync(page);
        await page.Keyboard.TypeAsync(typed);

        await Expect(Options(page).Locator(".name")).ToHaveTextAsync([found]);
    }

    [Fact]
    public async Task Arrows_choose_and_nothing_moves_below_them_while_counts_do()
    {
        var (page, places) = await StartAsync();
        await OpenSwitcherAsync(page);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await DeviceOf(page, places["Alpha"]).OfAnother(_bob).SayAsync("Now this is unread");
        await Expect(page.Locator(".side .unread")).ToHaveCountAsync(2);

        await Expect(Options(page).Locator(".name").Nth(1)).ToHaveTextAsync("Alpha");
        await Expect(page.Locator("#places [aria-selected=true] .name")).ToHaveTextAsync("Alpha");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(places["Alpha"]);
    }

    [Fact]
    public async Task Esc_gives_the_focus_back_where_it_was_and_marks_nothing_as_read()
    {
        var (page, _) = await StartAsync();
        await Composer(page).FillAsync("half a thought");
        await Composer(page).EvaluateAsync("field => field.setSelectionRange(4, 4)");
        var marks = 0;
        page.Request += (_, request) => marks += request.Url.EndsWith("/read", StringComparison.Ordinal) ? 1 : 0;
        await OpenSwitcherAsync(page);
        await page.Keyboard.PressAsync("Escape");

        await Expect(Switcher(page)).ToBeHiddenAsync();
        await Expect(Composer(page)).ToBeFocusedAsync();
        Assert.Equal(4, await Composer(page).EvaluateAsync<int>("field => field.selectionStart"));
        Assert.Equal(0, marks);
    }

    [Fact]
    public async Task A_person_is_found_by_name_below_the_tablos_and_leads_to_what_they_wrote()
    {
        var (page, places) = await StartAsync();
        await DeviceOf(page, places["Alpha"]).SayAsync("Not Bob's");
        await OpenSwitcherAsync(page);
        await page.Keyboard.TypeAsync("bob");
        await Expect(Options(page)).ToHaveTextAsync(["BBob, What they wrote"]);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".hits .excerpt")).ToHaveTextAsync(["Are you there?"]);
    }

    [Fact]
    public async Task Who_comes_late_stands_below_what_was_found_and_changes_nothing_of_it()
    {
        var (page, _) = await StartAsync();
        var release = new TaskCompletionSource();
        await page.RouteAsync("**/search/people", async route =>
        {
            await release.Task.WaitAsync(Ct);
            await route.ContinueAsync();
        });
        await OpenSwitcherAsync(page);
        await page.Keyboard.TypeAsync("a");
        await Expect(Options(page).First.Locator(".name")).ToHaveTextAsync("Alpha");
        await page.Keyboard.PressAsync("ArrowDown");
        var before = await Options(page).AllInnerTextsAsync();
        release.SetResult();

        await Expect(Options(page).Last.Locator(".name")).ToHaveTextAsync("Ada");
        Assert.Equal(before, (await Options(page).AllInnerTextsAsync()).SkipLast(1));
        await Expect(page.Locator("#places [aria-selected=true]")).ToHaveTextAsync(before[1]);
        await Expect(page.Locator("#places [aria-selected=true]")).ToHaveIdAsync("place-1");
        await page.Keyboard.TypeAsync("d");
        await Expect(Options(page).Locator(".name")).ToHaveTextAsync(["Ada"]);
    }

    [Fact]
    public async Task What_has_no_name_like_it_says_so_and_Enter_stays()
    {
        var (page, _) = await StartAsync();
        await OpenSwitcherAsync(page);
        await page.Keyboard.TypeAsync("zzz");
        await Expect(Switcher(page).GetByRole(AriaRole.Status)).ToHaveTextAsync("Nothing has this name.");
        await page.Keyboard.PressAsync("Enter");

        await Expect(Switcher(page)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_button_beside_the_page_opens_it_too_and_commands_do_what_they_say()
    {
        var (page, _) = await StartAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go to…" }).ClickAsync();
        await page.Keyboard.TypeAsync("keyb");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await OpenSwitcherAsync(page);
        await page.GetByRole(AriaRole.Option, new() { Name = "Sign out" }).ClickAsync();

        await ArriveAsync(page, "/sign-in");
    }

    [Theory]
    [InlineData(null, "{ key: 'k', code: 'KeyK', ctrlKey: true }", true)]
    [InlineData(null, "{ key: 'л', code: 'KeyK', ctrlKey: true }", true)]
    [InlineData(null, "{ key: 'k', code: 'KeyV', ctrlKey: true }", true)]
    [InlineData(null, "{ key: 't', code: 'KeyK', ctrlKey: true }", false)]
    [InlineData(null, "{ key: 'k', code: 'KeyK', ctrlKey: true, altKey: true, modifierAltGraph: true }", false)]
    [InlineData(Mac, "{ key: 'k', code: 'KeyK', ctrlKey: true }", false)]
    [InlineData(Mac, "{ key: 'k', code: 'KeyK', metaKey: true }", true)]
    public async Task It_is_the_command_key_of_the_system_with_the_letter(string? browser, string key, bool opens)
    {
        var page = await SignedInAsync("Ada", new() { UserAgent = browser });
        await OpenAsync(page, await CreateTabloAsync(page));
        var isTaken = await page.EvaluateAsync<bool>($"() => !document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ ...{key}, bubbles: true, cancelable: true }}))");

        Assert.Equal(opens, isTaken);
        await Expect(Switcher(page)).ToBeVisibleAsync(new() { Visible = opens });
    }

    private Domain.Accounts.Person _bob = null!;

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static ILocator Switcher(IPage page) => page.Locator("#switcher");

    private static ILocator Options(IPage page) => page.Locator("#places > li");

    private static async Task OpenSwitcherAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Control+k");
        await Expect(Options(page).First).ToBeVisibleAsync();
    }

    private async Task<(IPage Page, Dictionary<string, string> Places)> StartAsync()
    {
        var page = await SignedInAsync("Ada");
        var bob = await RegisteredAsync("Bob");
        _bob = bob.Insider!.Self;
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in (string[])["Roof", "Alpha", "Été à Łódź"])
        {
            places[name] = await CreateTabloAsync(page, name);
            await AdmitAsync(page, places[name], bob);
        }

        await bob.WriteAsync(places["Été à Łódź"], ["Are you there?"]);
        await OpenAsync(page, places["Roof"]);
        return (page, places);
    }
}
