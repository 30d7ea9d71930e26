namespace Xtablo.Browser.Tests;

/// <summary>A keyboard that covers the page instead of making it smaller, as on iOS.</summary>
public sealed class ScreenKeyboardTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string Covering = """
        const seen = Object.assign(new EventTarget(), { height: 844, scale: 1 });
        Object.defineProperty(window, "visualViewport", { value: seen });
        window.cover = (height) => {
          seen.height = height;
          seen.dispatchEvent(new Event("resize"));
        };
        """;

    private async Task<IPage> OnAPhoneAsync()
    {
        var page = await SignedInAsync(options: new() { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 390, Height = 844 } });
        await page.Context.AddInitScriptAsync(Covering);
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, Enumerable.Range(1, 30).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        await page.Locator("#log").EvaluateAsync("log => { log.scrollTop = log.scrollHeight; }");
        await AtRestAsync(page);
        return page;
    }

    /// <summary>What is loaded once the page is at rest is there.</summary>
    private static Task AtRestAsync(IPage page) =>
        page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').some(({ name, responseEnd }) => responseEnd && name.endsWith('/phone/start.js'))");

    private static async Task<double> FootAsync(ILocator element) => (await element.BoundingBoxAsync())! is var box ? box.Y + box.Height : 0;

    [Fact]
    public async Task Where_one_writes_is_above_it_and_the_end_stays_in_sight_until_it_goes()
    {
        var page = await OnAPhoneAsync();
        await Composer(page).TapAsync();
        await page.EvaluateAsync("() => cover(500)");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-keyboard", "open");
        Assert.True(await FootAsync(page.Locator(".foot")) <= 500);
        await Assertions.Expect(Rows(page).Last).ToBeInViewportAsync();
        Assert.True(await FootAsync(Rows(page).Last) <= 500);
        await Composer(page).BlurAsync(); // the browser still says 500

        Assert.Equal(844, await FootAsync(page.Locator(".foot")));
        await page.EvaluateAsync("() => cover(400)"); // of a keyboard that is gone
        Assert.Equal(844, await FootAsync(page.Locator(".foot")));
    }

    [Fact]
    public async Task The_switcher_is_above_it_too()
    {
        var page = await OnAPhoneAsync();
        for (var i = 0; i < 20; i++)
        {
            await CreateTabloAsync(page, $"Tablo {i}");
        }

        await page.ReloadAsync();
        await AtRestAsync(page);
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.Locator("#places > li").Nth(10)).ToBeAttachedAsync();
        await page.EvaluateAsync("() => cover(500)");

        Assert.True(await FootAsync(page.Locator("#switcher")) <= 500);
    }

    [Fact]
    public async Task What_is_at_the_edge_of_the_device_is_left_free_once_and_not_above_a_keyboard()
    {
        var page = await OnAPhoneAsync();
        await page.EvaluateAsync("() => document.documentElement.style.setProperty('--safe-bottom', '34px')");
        var free = () => page.Locator(".foot").EvaluateAsync<double>("foot => parseFloat(getComputedStyle(foot).paddingBottom)");
        Assert.Equal((34, 844), (await free(), await FootAsync(page.Locator(".foot"))));
        await Composer(page).TapAsync();
        await page.EvaluateAsync("() => cover(500)");

        Assert.Equal((12, 500), (await free(), await FootAsync(page.Locator(".foot"))));
    }
}
