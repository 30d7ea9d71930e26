namespace Xtablo.Browser.Tests;

/// <summary>Who has the browser enlarge everything twice sees half as much of it, and loses nothing (WCAG 2.2, 1.4.4 and 1.4.10).</summary>
public sealed class EnlargedPagesTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string Sideways = "() => Math.max(...[document.documentElement, ...document.querySelectorAll('main, .log, dialog[open]')].map(part => part.scrollWidth - part.clientWidth))";

    [Fact]
    public async Task A_discussion_can_be_read_and_written_at_two_hundred_per_cent()
    {
        var page = await StartAsync();
        await SayAsync(page, "What is said");
        await Assertions.Expect(Rows(page).Last).ToBeInViewportAsync(new() { Ratio = .99f });
        await Assertions.Expect(Composer(page)).ToBeInViewportAsync(new() { Ratio = .99f });
        Assert.True(await page.Locator("#log").EvaluateAsync<int>("log => log.clientHeight") > 100);
        Assert.Equal(0, await page.EvaluateAsync<int>(Sideways));
    }

    [Theory]
    [InlineData("Control+k", "#switcher", "Sign out")]
    [InlineData("?", "#shortcuts", "Close")]
    public async Task What_opens_over_it_can_be_seen_to_its_end(string key, string dialog, string end)
    {
        var page = await StartAsync();
        await page.Locator("#log").FocusAsync();
        await page.Keyboard.PressAsync(key);
        var last = page.Locator(dialog).GetByText(end, new() { Exact = true }).Last;
        await last.ScrollIntoViewIfNeededAsync();

        await Assertions.Expect(last).ToBeInViewportAsync(new() { Ratio = .99f });
        Assert.Equal(0, await page.EvaluateAsync<int>(Sideways));
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(768)]
    [InlineData(1024)]
    [InlineData(1280)]
    public async Task The_name_of_a_tablo_is_whole_beside_the_controls_at_any_width(int width)
    {
        var page = await SignedInAsync(options: new() { ViewportSize = new() { Width = width, Height = 700 } });
        await OpenAsync(page, await CreateTabloAsync(page, "Roof"));
        var (has, needs) = (await page.Locator(".top h1").EvaluateAsync<int>("name => name.clientWidth"), await page.Locator(".top h1").EvaluateAsync<int>("name => name.scrollWidth"));
        Assert.Equal(needs, has);
        Assert.Equal(0, await page.EvaluateAsync<int>(Sideways));
    }

    private async Task<IPage> StartAsync()
    {
        var page = await SignedInAsync(options: new() { ViewportSize = new() { Width = 640, Height = 360 }, DeviceScaleFactor = 2 });
        var discussion = await CreateTabloAsync(page, "Rue Oberkampf 12, a name that is rather long for a small telephone");
        await SaidBeforeAsync(page, discussion, [.. Enumerable.Range(1, 20).Select(i => $"message {i}")]);
        await OpenAsync(page, discussion);
        return page;
    }
}
