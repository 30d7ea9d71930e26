namespace Xtablo.Browser.Tests;

public sealed class SearchingTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Theory]
    [InlineData(390, true)]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    public async Task From_the_header_of_a_discussion_one_comes_to_the_place_itself(int width, bool scripts)
    {
        var page = await SignedInAsync("Ada Lovel", new() { ViewportSize = new() { Width = width, Height = 720 }, JavaScriptEnabled = scripts });
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, ["The needle is here", .. Enumerable.Range(1, 80).Select(i => $"Hay {i}")]);
        await page.GotoAsync(discussion);
        if (width < 768)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Search in this tablo" }).ClickAsync();
            await page.GetByLabel("What to look for").FillAsync("needl");
            await page.GetByLabel("What to look for").PressAsync("Enter");
        }
        else
        {
            await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search in this tablo" }).FillAsync("needl");
            await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search in this tablo" }).PressAsync("Enter");
        }

        await Assertions.Expect(page.Locator(".hits mark")).ToHaveTextAsync("needl");
        await page.Locator(".hits a").ClickAsync();

        await Assertions.Expect(page.Locator("#rows > li:target")).ToContainTextAsync("The needle is here");
        await Assertions.Expect(page.Locator("#rows > li:target")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("#rows")).ToContainTextAsync("Hay 1");
    }

    [Fact]
    public async Task Days_are_those_of_the_browser()
    {
        var page = await SignedInAsync("Ada Lovel", new() { TimezoneId = "Pacific/Auckland" });
        var discussion = await CreateTabloAsync(page);
        await page.GotoAsync($"{discussion}/search");
        await page.GetByText("Narrow the search").ClickAsync();
        await page.GetByLabel("From").FillAsync("2026-11-01");
        await Button(page, "Search").ClickAsync();

        await ArriveAsync(page, "*tz=Pacific%2FAuckland*");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing found" })).ToBeVisibleAsync();
    }
}
