namespace Xtablo.Browser.Tests;

/// <summary>Single keys work on a row that was reached by the keyboard, and nowhere else.</summary>
public sealed class RowKeysTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task On_a_row_that_the_keyboard_has_reached_keys_press_its_buttons()
    {
        var page = await WithRowsAsync("one", "two");
        await ReachLastAsync(page);
        await page.Keyboard.PressAsync("e");
        await Assertions.Expect(await EditFieldAsync(page)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");

        await ReachLastAsync(page);
        await page.Keyboard.PressAsync("+");
        await Assertions.Expect(page.GetByRole(AriaRole.Menu, new() { Name = "Reactions" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await ReachLastAsync(page);
        await page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(Button(page, "Undo")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task After_a_click_whoever_types_writes_a_message()
    {
        var page = await WithRowsAsync("one", "two");
        await Rows(page).Last.Locator(".body").ClickAsync(new() { Position = new() { X = 8, Y = 8 } });
        await page.Keyboard.TypeAsync("Really, delete it");

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Really, delete it");
        await Assertions.Expect(page.GetByLabel("Edit message", new() { Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task After_a_click_on_the_row_that_the_keyboard_has_reached_too()
    {
        var page = await WithRowsAsync("one", "two");
        await ReachLastAsync(page);
        await Rows(page).Last.Locator(".body").ClickAsync(new() { Position = new() { X = 8, Y = 8 } });
        await page.Keyboard.TypeAsync("Really");

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Really");
        await Assertions.Expect(page.Locator(".answering")).ToBeHiddenAsync();
    }

    private static async Task ReachLastAsync(IPage page)
    {
        await Composer(page).FocusAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        for (var i = 0; i < 6 && !await Rows(page).Last.EvaluateAsync<bool>("row => row === document.activeElement"); i++)
        {
            await page.Keyboard.PressAsync("Shift+Tab");
        }

        await Assertions.Expect(Rows(page).Last).ToBeFocusedAsync();
    }

    private async Task<IPage> WithRowsAsync(params string[] texts)
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, texts);
        await OpenAsync(page, discussion);
        return page;
    }
}
