namespace Xtablo.Browser.Tests;

/// <summary>Esc closes what is open, and only then means that all was read.</summary>
public sealed class ClosingTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Theory]
    [InlineData("React", "#quick")]
    [InlineData("Later", "#times")]
    [InlineData("Go to a date", "#to-date")]
    [InlineData("Search", ".find input")]
    public async Task What_was_open_is_closed_and_nothing_is_read_by_it(string what, string opened)
    {
        var page = await SignedInAsync();
        var bob = await RegisteredAsync("Bob");
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, bob);
        await bob.WriteAsync(discussion, Enumerable.Range(1, 60).Select(i => $"message {i}"));
        await OpenAsync(page, discussion);
        await Assertions.Expect(page.Locator(".first-unread")).ToHaveCountAsync(1);
        if (what is "Search")
        {
            await page.Locator(opened).FocusAsync();
        }
        else
        {
            await page.Locator(".first-unread").HoverAsync();
            await Button(page, what).First.ClickAsync();
            await Assertions.Expect(page.Locator(opened).First).ToBeVisibleAsync();
        }

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("[popover]:popover-open")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".first-unread")).ToHaveCountAsync(1);
        await page.Locator("#log").FocusAsync();
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.Locator(".first-unread")).ToHaveCountAsync(0);
    }
}
