namespace Xtablo.Browser.Tests;

/// <summary>On a phone Back closes what is open before it leaves the page: here in a browser that does not do so by itself.</summary>
public sealed class BackTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private async Task<(IPage Page, string Discussion)> OnAPhoneAsync()
    {
        var page = await SignedInAsync(options: new() { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 390, Height = 844 } });
        await page.Context.AddInitScriptAsync("delete window.CloseWatcher");
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, "one");
        await page.GotoAsync("/tablos");
        await page.GetByRole(AriaRole.Link, new() { Name = "Rue Oberkampf 12" }).Last.ClickAsync();
        await BeAtRestAsync(page);
        return (page, discussion);
    }

    private static async Task BeAtRestAsync(IPage page)
    {
        await LiveAsync(page);
        await page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').some(({ name, responseEnd }) => responseEnd && name.endsWith('/phone/start.js'))");
    }

    [Theory]
    [InlineData("the switcher", "Control+k", "#switcher")]
    [InlineData("the help", "?", "#shortcuts")]
    [InlineData("the picker", "Emoji", ".picker")]
    [InlineData("what can be written", "Formatting", "#formatting")]
    public async Task It_closes(string what, string way, string opened)
    {
        var (page, discussion) = await OnAPhoneAsync();
        await OpenAsync(page, way, opened);
        await page.GoBackAsync();

        await Assertions.Expect(page.Locator(opened)).ToBeHiddenAsync();
        Assert.Equal((what, discussion), (what, new Uri(page.Url).AbsolutePath));
        await page.GoBackAsync();
        await ArriveAsync(page, "/tablos");
    }

    [Theory]
    [InlineData("Formatting", "#formatting")]
    [InlineData("Control+k", "#switcher")]
    public async Task What_was_closed_otherwise_leaves_nothing_to_go_back_through(string way, string opened)
    {
        var (page, _) = await OnAPhoneAsync();
        for (var i = 0; i < 5; i++)
        {
            await OpenAsync(page, way, opened);
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(page.Locator(opened)).ToBeHiddenAsync();
        }

        await page.WaitForFunctionAsync("() => history.state === 'xtablo-page'");
        await page.EvaluateAsync("() => history.back()"); // one step of the person, whatever it becomes

        await Assertions.Expect(page).ToHaveURLAsync("/tablos");
    }

    [Theory]
    [InlineData("?", "#shortcuts", "Escape")]
    [InlineData("?", "#shortcuts", "Close")]
    [InlineData("Formatting", "#formatting", "Close")]
    [InlineData("Control+k", "#switcher", "Escape")]
    public async Task Where_there_is_nothing_to_go_back_to_nothing_is_left_either(string way, string opened, string close)
    {
        var (before, discussion) = await OnAPhoneAsync();
        var page = await before.Context.NewPageAsync();
        await page.GotoAsync(discussion);
        await BeAtRestAsync(page);
        for (var i = 0; i < 5; i++)
        {
            await OpenAsync(page, way, opened);
            await (close is "Escape" ? page.Keyboard.PressAsync("Escape") : page.Locator(opened).GetByRole(AriaRole.Button, new() { Name = close, Exact = true }).TapAsync());
            await Assertions.Expect(page.Locator(opened)).ToBeHiddenAsync();
        }

        await page.WaitForFunctionAsync("() => history.state === 'xtablo-page' && !navigation.canGoBack"); // Back leaves the app
    }

    [Fact]
    public async Task Where_the_switcher_leads_one_gets_and_comes_back_from()
    {
        var (page, discussion) = await OnAPhoneAsync();
        await OpenAsync(page, "Control+k", "#switcher");
        await page.Keyboard.TypeAsync("Account");
        await page.Keyboard.PressAsync("Enter");
        await ArriveAsync(page, "/account");
        await page.GoBackAsync();

        await ArriveAsync(page, discussion);
        await Assertions.Expect(page.Locator("#switcher")).ToBeHiddenAsync();
    }

    private static async Task OpenAsync(IPage page, string way, string opened)
    {
        if (way is "Emoji" or "Formatting")
        {
            await Button(page, way).TapAsync();
        }
        else
        {
            await page.Locator("#log").FocusAsync();
            await page.Keyboard.PressAsync(way);
        }

        await Assertions.Expect(page.Locator(opened)).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("() => history.state === 'xtablo-opened'");
    }
}
