namespace Xtablo.Browser.Tests;

/// <summary>What an account has chosen, in its pages.</summary>
public sealed class PreferencesTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string Paper = "() => getComputedStyle(document.documentElement).backgroundColor";
    private const string Dark = "rgb(22, 24, 27)";
    private const string Light = "rgb(251, 250, 247)";

    [Theory]
    [InlineData("Dark", ColorScheme.Light, Dark)]
    [InlineData("Light", ColorScheme.Dark, Light)]
    [InlineData("Same as my device", ColorScheme.Dark, Dark)]
    public async Task A_page_has_the_theme_before_any_script_has_run(string theme, ColorScheme device, string paper)
    {
        var page = await SignedInAsync(options: new() { ColorScheme = device });
        await ChooseAsync(page, theme);
        await page.RouteAsync("**/*.js", route => Task.CompletedTask); // they never come

        await page.GotoAsync("/account", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("h1").WaitForAsync();
        await page.WaitForFunctionAsync("() => [...document.styleSheets].some(sheet => sheet.cssRules.length > 0)"); // nothing is painted before

        Assert.Equal(paper, await page.EvaluateAsync<string>(Paper));
    }

    [Fact]
    public async Task Other_tabs_take_it_over_and_so_does_the_page_that_one_goes_back_to()
    {
        var page = await SignedInAsync(options: new() { ColorScheme = ColorScheme.Light });
        var discussion = await CreateTabloAsync(page);
        var other = await page.Context.NewPageAsync();
        await OpenAsync(other, discussion);
        await OpenAsync(page, discussion);
        await ChooseAsync(page, "Dark");

        await other.WaitForFunctionAsync($"() => ({Paper})() === '{Dark}'");
        while (!page.Url.EndsWith("/discussion", StringComparison.Ordinal))
        {
            await page.GoBackAsync();
            Assert.Equal(Dark, await page.EvaluateAsync<string>(Paper));
        }

        await ChooseAsync(page, "Same as my device");
        await other.WaitForFunctionAsync($"() => ({Paper})() === '{Light}'");
    }

    [Fact]
    public async Task Times_are_of_the_zone_that_was_chosen_and_days_begin_there()
    {
        var page = await SignedInAsync(options: new() { TimezoneId = "America/New_York" });
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, "Hello");
        await OpenAsync(page, discussion);
        var time = Rows(page).Last.Locator("time").First;
        var there = await time.GetAttributeAsync("data-clock");
        await page.GotoAsync("/account");
        await page.GetByLabel("Time zone").SelectOptionAsync("Kathmandu");
        await Button(page, "Save").ClickAsync();
        await OpenAsync(page, discussion);

        var at = DateTimeOffset.Parse((await time.GetAttributeAsync("datetime"))!, System.Globalization.CultureInfo.InvariantCulture);
        var nepal = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu"));
        Assert.NotEqual($"{nepal:HH:mm}", there);
        await Assertions.Expect(time).ToHaveAttributeAsync("data-clock", $"{nepal:HH:mm}");
        await Assertions.Expect(page.Locator("#rows .day").Last).ToHaveTextAsync("Today");
    }

    [Fact]
    public async Task Without_single_keys_R_on_a_row_is_the_first_letter_of_a_text()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, "Hello");
        await page.GotoAsync("/account");
        await page.GetByLabel("Turn off shortcuts of a single key").CheckAsync();
        await Button(page, "Save").ClickAsync();
        await OpenAsync(page, discussion);
        await Rows(page).Last.FocusAsync();

        await page.Keyboard.PressAsync("r");

        await Assertions.Expect(page.Locator("#answering")).ToBeHiddenAsync();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("r");
    }

    private static async Task ChooseAsync(IPage page, string theme)
    {
        await page.GotoAsync("/account");
        await page.GetByLabel(theme, new() { Exact = true }).CheckAsync();
        await Button(page, "Save").ClickAsync();
        await Assertions.Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
    }
}
