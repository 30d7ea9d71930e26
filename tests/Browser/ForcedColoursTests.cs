namespace Xtablo.Browser.Tests;

/// <summary>Where the system's own colours are forced, nothing is told by a background or a shadow alone.</summary>
public sealed class ForcedColoursTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string Outlined = "element => getComputedStyle(element).outlineStyle !== 'none' && parseFloat(getComputedStyle(element).outlineWidth) >= 2";

    /// <summary>The part before an element can be told from what is behind it.</summary>
    private const string Drawn = """
        element => {
          const canvas = Object.assign(document.createElement("div"), { style: "background: Canvas" });
          document.body.append(canvas);
          const behind = getComputedStyle(canvas).backgroundColor;
          canvas.remove();
          return ![behind, "rgba(0, 0, 0, 0)"].includes(getComputedStyle(element, element.matches(".bookmark, .count, .face, .dot") ? null : "::before").backgroundColor);
        }
        """;

    [Fact]
    public async Task What_is_chosen_or_where_one_is_has_an_outline()
    {
        var page = await StartAsync();
        await Assertions.Expect(page.Locator(".side [aria-current]").First).ToBeVisibleAsync();
        Assert.True(await page.Locator(".side .tablos [aria-current]").EvaluateAsync<bool>(Outlined));
        Assert.True(await page.Locator(".reactions a[aria-pressed=true]").EvaluateAsync<bool>(Outlined));
        await page.Keyboard.PressAsync("Control+k");
        var chosen = page.Locator("#places [aria-selected=true]");
        await Assertions.Expect(chosen).ToBeVisibleAsync();
        Assert.True(await chosen.EvaluateAsync<bool>(Outlined));
        await page.Keyboard.PressAsync("Escape");
        await Composer(page).PressSequentiallyAsync("@");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");

        Assert.True(await page.Locator(".suggested [aria-selected=true]").EvaluateAsync<bool>(Outlined));
    }

    [Theory]
    [InlineData(".tool.emoji")]
    [InlineData(".tool.days")]
    [InlineData(".side .to-later")]
    [InlineData(".bookmark")]
    [InlineData(".row .face")]
    [InlineData(".side .dot")]
    [InlineData(".side .count")]
    public async Task What_is_a_shape_alone_is_drawn(string shape)
    {
        var page = await StartAsync();
        await Assertions.Expect(page.Locator(shape).First).ToBeVisibleAsync();

        Assert.True(await page.Locator(shape).First.EvaluateAsync<bool>(Drawn));
    }

    private async Task<IPage> StartAsync()
    {
        var page = await SignedInAsync(options: new() { ForcedColors = ForcedColors.Active, ColorScheme = ColorScheme.Dark });
        var bob = await RegisteredAsync("Bob");
        var other = await CreateTabloAsync(page, "Cellar");
        await AdmitAsync(page, other, bob);
        await bob.WriteAsync(other, ["unread"]);
        await OpenAsync(page, await CreateTabloAsync(page, "Roof"));
        await SayAsync(page, "Said");
        await Rows(page).Last.HoverAsync();
        await Button(page, "Later").ClickAsync();
        await page.Locator(".times").GetByRole(AriaRole.Button).First.ClickAsync();
        await Rows(page).Last.HoverAsync();
        await Button(page, "React").ClickAsync();
        await page.Locator(".quick button").First.ClickAsync();
        await Assertions.Expect(page.Locator(".reactions a")).ToHaveCountAsync(1);
        return page;
    }
}
