namespace Xtablo.Browser.Tests;

/// <summary>What a finger is meant to hit is 44 px high and wide; a link within a line of text has the height of that line.</summary>
public sealed class TargetsTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    // The time of a row is as good as the row: a finger on it shows what can be done. A link that fills an element by a layer of its own is as large as that; a choice is as large as its label.
    private const string TooSmall = """
        () => {
          const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getClientRects().length > 0;
          const inText = (element) => getComputedStyle(element).display === "inline" && element.parentElement.textContent.trim() !== element.textContent.trim();
          const boxOf = (element) => {
            const label = element.matches("[type=checkbox], [type=radio]") ? element.closest("label") : null;
            const layer = getComputedStyle(element, "::after");
            const isLayered = layer.position === "absolute" && layer.content !== "none";
            return isLayered ? { width: parseFloat(layer.width), height: parseFloat(layer.height) } : (label ?? element).getBoundingClientRect();
          };
          return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
            .filter((element) => shown(element) && !inText(element) && !element.matches(".skip, .row a:has(> time)"))
            .map((element) => [element, boxOf(element)])
            .filter(([, { width, height }]) => width < 43.5 || height < 43.5)
            .map(([element, { width, height }]) => `${Math.round(width)} × ${Math.round(height)}: ${element.outerHTML.slice(0, 120)}`);
        }
        """;

    [Fact]
    public async Task Nothing_is_too_small_for_a_finger_on_any_page()
    {
        Expected.Add("404");
        var page = await SignedInAsync(options: new() { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 390, Height = 844 } });
        var discussion = await CreateTabloAsync(page);
        var device = DeviceOf(page, discussion);
        await device.SayAsync("Shall we? https://example.org");
        await device.ReactAsync(1, "👍");
        await device.PinAsync(1);
        await device.ReplyAsync(1, "We shall");
        await OpenAsync(page, discussion);
        await Rows(page).Last.Locator(".body").TapAsync();
        await CheckAsync(page);
        await Button(page, "Formatting").TapAsync();
        await CheckAsync(page);
        await page.GotoAsync(discussion);
        var tablo = discussion.Replace("/discussion", "", StringComparison.Ordinal);
        foreach (var path in (string[])[
            "/tablos", $"{tablo}/members", $"{tablo}/settings", $"{tablo}/delete", $"{discussion}/search?q=shall", $"{discussion}/pinned", "/search?q=we", "/mentions",
            "/account", "/account/sessions", "/account/two-factor", "/account/passkeys", "/account/tokens", "/offline", "/nowhere"])
        {
            await page.GotoAsync(path);
            await CheckAsync(page);
        }

        await page.Context.ClearCookiesAsync();
        foreach (var path in (string[])["/sign-in", "/register", "/forgot"])
        {
            await page.GotoAsync(path);
            await CheckAsync(page);
        }
    }

    private static async Task CheckAsync(IPage page)
    {
        var small = await page.EvaluateAsync<string[]>(TooSmall);
        Assert.Equal((page.Url, ""), (page.Url, string.Join('\n', small)));
    }
}
