namespace Xtablo.Browser.Tests;

/// <summary>All rows are one stop of the Tab key; what is in a row is reached by going into it.</summary>
public sealed class RowStopsTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string Full = "See [one](https://one.example/) and [two](https://two.example/)\n"
        + "```\nvar aLineThatIsMuchWiderThanThePage = \"and so on and so on and so on and so on and so on and so on and so on\";\n```";

    [Fact]
    public async Task What_is_in_a_row_is_a_stop_only_once_one_has_gone_into_it()
    {
        var page = await WithFullRowAsync();
        await Composer(page).FocusAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await Assertions.Expect(Rows(page).Last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await Assertions.Expect(page.Locator("#rows :focus")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Rows(page).Last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        foreach (var part in (string[])[".quote a", ".body a >> nth=0", ".body a >> nth=1", ".lines", ".copy-code", ".reactions a", "[value=react]"])
        {
            await Assertions.Expect(Rows(page).Last.Locator(part)).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Tab");
        }

        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await Assertions.Expect(Rows(page).Last).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Escape_leads_out_of_a_row_and_reads_nothing(int further)
    {
        var page = await WithFullRowAsync();
        await Rows(page).Nth(1).HoverAsync();
        await Button(page, "Mark unread").ClickAsync();
        await Assertions.Expect(page.Locator("#rows .first-unread")).ToHaveCountAsync(1);
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync(); // once the answer is here
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("ArrowRight");
        for (var i = 0; i < further; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(Rows(page).Last).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#rows .first-unread")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Rows(page).Last.Locator(".quote a")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_change_from_elsewhere_leaves_the_stop_where_it_is()
    {
        var page = await WithFullRowAsync();
        await Composer(page).FocusAsync();
        await Assertions.Expect(Rows(page).Last).ToHaveAttributeAsync("tabindex", "0");
        await _bob.ReactAsync(2, "🎉");
        await Assertions.Expect(Rows(page).Last.Locator(".reactions > li")).ToHaveCountAsync(2);

        await Assertions.Expect(Rows(page).Last).ToHaveAttributeAsync("tabindex", "0");
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await _bob.ReactAsync(2, "❤️");
        await Assertions.Expect(Rows(page).Last.Locator(".reactions a[tabindex='0']")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_link_is_followed_by_a_click_as_ever()
    {
        var page = await WithFullRowAsync();
        await Rows(page).Last.Locator(".quote a").ClickAsync(new() { Position = new() { X = 12, Y = 8 } });

        await ArriveAsync(page, "/tablos/*/discussion?around=2#message-*");
    }

    private OtherDevice _bob = null!;

    /// <summary>A message with all that can be in one, after one that it answers.</summary>
    private async Task<IPage> WithFullRowAsync()
    {
        var page = await SignedInAsync();
        var bob = await SignedInAsync("Bob");
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, bob);
        _bob = DeviceOf(bob, discussion);
        await _bob.SayAsync("Shall we?");
        await _bob.ReplyAsync(1, Full);
        await _bob.ReactAsync(2, "👍");
        await OpenAsync(page, discussion);
        await Assertions.Expect(Rows(page).Last.Locator(".copy-code")).ToHaveCountAsync(1);
        return page;
    }
}
