namespace Xtablo.Browser.Tests;

/// <summary>What fingers do at a row: they swipe it, and stay on a reaction.</summary>
public sealed class FingersTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string Wide = "```\nvar aLineThatIsMuchWiderThanAnyPhone = \"and so on and so on and so on and so on and so on\";\n```";

    [Fact]
    public async Task A_finger_that_moves_a_row_sideways_answers_it()
    {
        var (page, _) = await OnAPhoneAsync("Shall we?");
        await DragAsync(page, Rows(page).Last.Locator(".body"), across: 120, down: 10);

        await Assertions.Expect(page.Locator("#answering")).ToContainTextAsync("Replying to Ada Lovel");
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("backwards", "Shall we?", ".body", -120, 0)]
    [InlineData("not far", "Shall we?", ".body", 50, 0)]
    [InlineData("slanting", "Shall we?", ".body", 120, 84)]
    [InlineData("upon code, which scrolls", Wide, "pre", 120, 0)]
    [InlineData("upon reactions", "Shall we?", ".reactions a", 120, 0)]
    public async Task A_finger_that_means_something_else_answers_nothing(string how, string text, string at, int across, int down)
    {
        var (page, ben) = await OnAPhoneAsync(text);
        await ReactAsync(ben);
        await DragAsync(page, Rows(page).Last.Locator(at), across, down);

        Assert.Equal((how, false), (how, await page.Locator("#answering").IsVisibleAsync()));
    }

    [Fact]
    public async Task A_finger_from_the_edge_leads_back_and_answers_nothing()
    {
        var (page, _) = await OnAPhoneAsync("Shall we?");
        await DragAsync(page, Rows(page).Last, across: 200, down: 0, fromLeft: 8);

        await Assertions.Expect(page.Locator("#answering")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_finger_that_stays_on_a_reaction_is_told_who_reacted_and_changes_nothing()
    {
        var (page, ben) = await OnAPhoneAsync("Shall we?");
        await ReactAsync(ben);
        var chip = Rows(page).Last.Locator(".reactions a");
        var box = await chip.BoundingBoxAsync();
        var device = await page.Context.NewCDPSessionAsync(page);
        await TouchAsync(device, "touchStart", box!.X + 10, box.Y + 10);
        await Assertions.Expect(page.Locator(".reacted")).ToHaveTextAsync("Ben");
        await TouchAsync(device, "touchEnd");

        await Assertions.Expect(page.Locator(".reacted")).ToBeVisibleAsync();
        await Assertions.Expect(chip.Locator(".tally")).ToHaveTextAsync("1");
        await chip.TapAsync();
        await Assertions.Expect(chip.Locator(".tally")).ToHaveTextAsync("2");
        await Assertions.Expect(page.Locator(".reacted")).ToBeHiddenAsync();
    }

    private static async Task ReactAsync(OtherDevice device) => await device.ReactAsync(1, "👍");

    /// <summary>A page on a phone with one message, and another person's device, which knows it as its first.</summary>
    private async Task<(IPage Page, OtherDevice Ben)> OnAPhoneAsync(string text)
    {
        var page = await SignedInAsync(options: new() { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 390, Height = 844 } });
        var ben = await SignedInAsync("Ben");
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, ben);
        var ada = DeviceOf(page, discussion);
        await ada.SayAsync(text);
        await OpenAsync(page, discussion);
        return (page, ada.OfAnother(PersonOf(ben)));
    }

    private static async Task DragAsync(IPage page, ILocator from, int across, int down, int fromLeft = 40)
    {
        var box = await from.BoundingBoxAsync();
        var device = await page.Context.NewCDPSessionAsync(page);
        var (x, y) = (fromLeft < 24 ? fromLeft : Math.Max(box!.X + 4, across < 0 ? 300 : 60), box!.Y + Math.Min(10, box.Height / 2));
        await TouchAsync(device, "touchStart", x, y);
        for (var step = 1; step <= 4; step++)
        {
            await TouchAsync(device, "touchMove", x + (across * step / 4f), y + (down * step / 4f));
        }

        await TouchAsync(device, "touchEnd");
    }

    private static Task TouchAsync(ICDPSession device, string what, float? x = null, float? y = null) =>
        device.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = what,
            ["touchPoints"] = x is null ? Array.Empty<object>() : new object[] { new Dictionary<string, object> { ["x"] = x, ["y"] = y! } },
        });
}
