namespace Xtablo.Browser.Tests;

public sealed class FormattingKeysTests(RunningXtablo xtablo) : WritingTest(xtablo)
{
    private const string Mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";

    [Theory]
    [InlineData("Control+b", "say **this** now")]
    [InlineData("Control+i", "say _this_ now")]
    [InlineData("Control+e", "say `this` now")]
    [InlineData("Control+Shift+Digit7", "1. say this now")]
    [InlineData("Control+Shift+Digit8", "- say this now")]
    [InlineData("Control+Shift+Digit9", "> say this now")]
    public async Task A_key_marks_what_is_chosen_and_the_same_key_takes_it_back_and_so_does_undo(string key, string marked)
    {
        var page = await WithTextAsync("say this now");
        await SelectAsync(page, "this");
        await page.Keyboard.PressAsync(key);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync(marked);
        await page.Keyboard.PressAsync(key);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("say this now");
        await page.Keyboard.PressAsync(key);
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("say this now");
    }

    [Fact]
    public async Task Lines_become_a_numbered_list_then_bullets_and_several_a_block_of_code()
    {
        var page = await WithTextAsync("one\ntwo\n\nthree");
        await Composer(page).SelectTextAsync();
        await page.Keyboard.PressAsync("Control+Shift+Digit7");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("1. one\n2. two\n\n3. three");
        await page.Keyboard.PressAsync("Control+Shift+Digit8");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("- one\n- two\n\n- three");
        await page.Keyboard.PressAsync("Control+e");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("```\n- one\n- two\n\n- three\n```\n");
    }

    [Fact]
    public async Task A_mark_stands_close_to_its_words_and_with_nothing_chosen_around_the_caret()
    {
        var page = await WithTextAsync("say this now");
        await SelectAsync(page, " this ");
        await page.Keyboard.PressAsync("Control+b");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("say **this** now");
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync(" ");
        await page.Keyboard.PressAsync("Control+b");
        await page.Keyboard.TypeAsync("go");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("say **this** now **go**");
    }

    [Theory] // what the layouts of keyboards write on a key
    [InlineData("{ code: 'Digit7', key: '/', ctrlKey: true, shiftKey: true }", "1. x")]
    [InlineData("{ code: 'Digit7', key: '7', ctrlKey: true, shiftKey: true }", "1. x")]
    [InlineData("{ code: 'Digit9', key: ')', ctrlKey: true, shiftKey: true }", "> x")]
    [InlineData("{ code: 'KeyE', key: 'e', ctrlKey: true, altKey: true }", "x")]
    [InlineData("{ code: 'KeyE', key: 'e', ctrlKey: true, modifierAltGraph: true }", "x")]
    [InlineData("{ code: 'Digit8', key: '[', ctrlKey: true, shiftKey: true, modifierAltGraph: true }", "x")]
    [InlineData("{ code: 'KeyB', key: 'x', ctrlKey: true }", "x")]
    [InlineData("{ code: 'KeyN', key: 'b', ctrlKey: true }", "**x**")]
    [InlineData("{ code: 'KeyB', key: 'b', metaKey: true }", "x")]
    public async Task Digits_go_by_their_place_and_letters_by_what_they_write(string key, string text)
    {
        var page = await WithTextAsync("x");
        await Composer(page).SelectTextAsync();
        await PressAsync(page, key);

        await Assertions.Expect(Composer(page)).ToHaveValueAsync(text);
    }

    [Fact]
    public async Task On_a_Mac_it_is_the_command_key_alone()
    {
        var page = await WithTextAsync("x", new() { UserAgent = Mac });
        await Composer(page).SelectTextAsync();
        await PressAsync(page, "{ code: 'KeyB', key: 'b', ctrlKey: true }");
        await PressAsync(page, "{ code: 'KeyE', key: 'e', ctrlKey: true }");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("x");
        await PressAsync(page, "{ code: 'KeyB', key: 'b', metaKey: true }");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("**x**");
        await Button(page, "Formatting").ClickAsync();
        await Assertions.Expect(page.Locator("#formatting kbd").First).ToHaveTextAsync("⌘");
    }

    [Fact]
    public async Task They_work_where_a_row_is_edited()
    {
        var page = await WithTextAsync("x");
        await page.Keyboard.PressAsync("Enter");
        await Rows(page).Last.HoverAsync();
        await Button(page, "Edit").ClickAsync();
        await EditFieldAsync(page);
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.PressAsync("Control+b");

        await Assertions.Expect(page.GetByLabel("Edit message")).ToHaveValueAsync("**x**");
    }

    [Fact]
    public async Task What_can_be_written_is_shown_and_Esc_closes_it_and_nothing_else()
    {
        var page = await WithTextAsync("kept");
        await Button(page, "Formatting").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Formatting" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.Locator("#formatting")).ToBeHiddenAsync();
        await Assertions.Expect(Button(page, "Formatting")).ToBeFocusedAsync();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("kept");
    }

    private static Task PressAsync(IPage page, string key) => page.EvaluateAsync(
        $"() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ ...{key}, bubbles: true, cancelable: true }}))");

    private async Task<IPage> WithTextAsync(string text, BrowserNewContextOptions? options = null)
    {
        var page = await SignedInAsync("Ada Lovel", options);
        await OpenAsync(page, await CreateTabloAsync(page));
        await Composer(page).FillAsync(text);
        return page;
    }
}
