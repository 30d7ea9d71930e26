using static Xtablo.Browser.Tests.Accessibility;

namespace Xtablo.Browser.Tests;

public sealed class AccessiblePagesTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Theory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task No_page_has_a_violation_or_scrolls_sideways(int width, ColorScheme scheme)
    {
        Expected.Add("404");
        Expected.Add("422");
        var page = await SignedInAsync("Ada Lovel", At(width, scheme));
        await CheckAsync(page, "/tablos");
        var discussion = await CreateTabloAsync(page, "Rue Oberkampf 12, a name that is rather long for a small telephone");
        await CheckAsync(page, discussion);
        await LiveAsync(page);
        await SayAsync(page, "A word as long as " + new string('w', 200));
        await SayAsync(page, "And a second message");
        await CheckAsync(page, discussion);
        await Rows(page).Last.HoverAsync();
        await CheckAsync(page);
        await Button(page, "Edit").ClickAsync();
        await CheckAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Rows(page).First.HoverAsync(); // of where the pointer is now nothing is known
        await Rows(page).Last.HoverAsync();
        await Button(page, "Delete").ClickAsync();
        await CheckAsync(page);
        await Button(page, "Undo").ClickAsync();
        await WriteAsync(page, new string('x', 10_001));
        await Assertions.Expect(Button(page, "Retry")).ToBeVisibleAsync();
        await CheckAsync(page);
        await page.EvaluateAsync("() => document.querySelector('form[action=\"/sign-out\"]').requestSubmit()");
        await Assertions.Expect(Button(page, "Stay signed in")).ToBeVisibleAsync();
        await CheckAsync(page);
        await Button(page, "Stay signed in").ClickAsync();
        await Rows(page).Last.HoverAsync();
        await Button(page, "Later").ClickAsync();
        await CheckAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await CheckAsync(page, "/later");
        await CheckAsync(page, $"{discussion}/search");
        await CheckAsync(page, $"{discussion}/search?q=message&author={AccountOf(page)}");
        await CheckAsync(page, "/search?q=wwww");
        await CheckAsync(page, "/search?q=message&from=2026-11-02&to=2026-11-01");
        await CheckAsync(page, discussion.Replace("/discussion", "/settings", StringComparison.Ordinal));
        await CheckAsync(page, discussion.Replace("/discussion", "/members", StringComparison.Ordinal));
        await Button(page, "Create link").ClickAsync();
        await CheckAsync(page);
        var invitation = await page.Locator("#link").InputValueAsync();
        foreach (var part in (string[])["", "/sessions", "/two-factor", "/passkeys", "/tokens"])
        {
            await CheckAsync(page, $"/account{part}");
        }

        await CheckAsync(page, "/nowhere");
        var stranger = await (await BrowserAsync(At(width, scheme))).NewPageAsync();
        await CheckAsync(stranger, "/sign-in");
        await CheckAsync(stranger, "/register");
        await CheckAsync(stranger, invitation);
    }

    [Theory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Nor_has_what_helps_with_writing(int width, ColorScheme scheme)
    {
        var page = await SignedInAsync("Ada Lovel", At(width, scheme));
        await page.GotoAsync(await CreateTabloAsync(page));
        await LiveAsync(page);
        foreach (var written in (string[])["@", ":tad"])
        {
            await Composer(page).FillAsync("");
            await Composer(page).PressSequentiallyAsync(written);
            await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
            await CheckAsync(page);
            await page.Keyboard.PressAsync("ArrowDown");
            await CheckAsync(page);
        }

        await page.Keyboard.PressAsync("Escape");
        await Button(page, "Emoji").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "Flags" })).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await CheckAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Button(page, "Formatting").ClickAsync();
        await CheckAsync(page);
    }

    [Theory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Nor_has_a_discussion_with_others_in_it(int width, ColorScheme scheme)
    {
        var page = await SignedInAsync("Ada Lovel", At(width, scheme));
        var discussion = await CreateTabloAsync(page, "Rue Oberkampf 12, a name that is rather long for a small telephone");
        await OpenAsync(page, discussion);
        foreach (var name in (string[])["Bob Byron", "Cleo", "Dana", "A name of sixty signs as long as it may be, or nearly so"])
        {
            var other = await SignedInAsync(name);
            await AdmitAsync(page, discussion, other);
            await OpenAsync(other, discussion);
            await Composer(other).PressAsync("x");
        }

        await Assertions.Expect(page.Locator("#present .face")).ToHaveCountAsync(4); // on a narrow page the last is how many more
        await Assertions.Expect(page.Locator("#typing")).ToContainTextAsync("typing");
        await CheckAsync(page);
    }

    [Theory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Nor_has_the_list_of_tablos_with_something_in_it_nor_what_leads_from_it(int width, ColorScheme scheme)
    {
        var page = await SignedInAsync("Ada Lovel", At(width, scheme));
        var bob = await RegisteredAsync("A name of sixty signs as long as it may be, or nearly so");
        foreach (var name in (string[])["Roof", "Rue Oberkampf 12, a name that is rather long for a small telephone"])
        {
            var discussion = await CreateTabloAsync(page, name);
            await AdmitAsync(page, discussion, bob);
            await bob.WriteAsync(discussion, [$"@all A word as long as {new string('w', 200)}"]);
        }

        await CreateTabloAsync(page, "Empty");
        await CheckAsync(page, "/tablos");
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.Locator("#places > li").First).ToBeVisibleAsync();
        await CheckAsync(page);
        await page.Keyboard.TypeAsync("ada");
        await Assertions.Expect(page.Locator("#places > .person")).ToHaveCountAsync(1);
        await CheckAsync(page);
        await page.Keyboard.TypeAsync("zzz");
        await CheckAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#switcher")).ToBeHiddenAsync(); // until then a key is a letter of its field
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#shortcuts")).ToBeVisibleAsync();
        await CheckAsync(page);
    }

    // Without motion: half-way through a fade nothing has the contrast that it has before and after.
    private static BrowserNewContextOptions At(int width, ColorScheme scheme) =>
        new() { ViewportSize = new() { Width = width, Height = 720 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce };
}
