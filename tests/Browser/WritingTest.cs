using System.Text.RegularExpressions;

namespace Xtablo.Browser.Tests;

/// <summary>A test of what helps with writing.</summary>
public abstract partial class WritingTest(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    /// <summary>The page of Ada in a tablo with Bob and one more.</summary>
    protected async Task<IPage> WithBobAndAliceAsync(string alice = "Alice", BrowserNewContextOptions? options = null)
    {
        var page = await SignedInAsync("Ada Lovel", options);
        var discussion = await CreateTabloAsync(page);
        foreach (var name in (string[])["Bob", alice])
        {
            await AdmitAsync(page, discussion, await SignedInAsync(name));
        }

        await OpenAsync(page, discussion);
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(2);
        return page;
    }

    protected static async Task TypeAsync(IPage page, string text)
    {
        await Composer(page).FocusAsync();
        var lines = text.Split('\n');
        await page.Keyboard.TypeAsync(lines[0]);
        foreach (var line in lines[1..])
        {
            await page.Keyboard.PressAsync("Shift+Enter");
            await page.Keyboard.TypeAsync(line);
        }
    }

    protected static ILocator List(IPage page) => page.Locator(".suggested");

    protected static ILocator Options(IPage page) => List(page).GetByRole(AriaRole.Option).Locator(".name");

    /// <summary>What is said of the list.</summary>
    protected static ILocator Help(IPage page) => page.Locator("#help-status");

    /// <summary>Chooses a part of what stands in the composer.</summary>
    protected static Task SelectAsync(IPage page, string part) => Composer(page).EvaluateAsync(
        "(field, part) => { field.focus(); const at = field.value.indexOf(part); field.setSelectionRange(at, at + part.length); }", part);

    protected static Regex Any() => Anything();

    [GeneratedRegex(".*", RegexOptions.None, 1000)]
    private static partial Regex Anything();
}
