namespace Xtablo.Browser.Tests;

public sealed class EmojiPickerTests(RunningXtablo xtablo) : WritingTest(xtablo)
{
    [Fact]
    public async Task An_emoji_is_searched_picked_by_Enter_and_put_where_the_caret_was()
    {
        var page = await OpenedAsync();
        await Composer(page).FillAsync("ab");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Button(page, "Emoji").ClickAsync();
        await Assertions.Expect(Search(page)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("red heart");
        await Assertions.Expect(Picker(page).GetByRole(AriaRole.Option).First).ToHaveTextAsync("❤️");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("a❤️b");
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        await Assertions.Expect(Picker(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_arrows_go_through_the_grid_and_out_of_it_again()
    {
        var page = await OpenedAsync();
        await Button(page, "Emoji").ClickAsync();
        await Assertions.Expect(Picker(page).GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Picker(page)).ToBeVisibleAsync();
        foreach (var (key, emoji) in ((string, string)[])[("ArrowDown", "😀"), ("ArrowRight", "😃"), ("ArrowDown", "🙃"), ("ArrowUp", "😃"), ("ArrowLeft", "😀")])
        {
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(page.Locator("#picked-emoji")).ToHaveTextAsync(emoji);
        }

        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.Locator("#picked-emoji")).ToHaveCountAsync(0);
        await Assertions.Expect(Search(page)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Esc_a_click_elsewhere_and_the_button_again_close_it()
    {
        var page = await OpenedAsync();
        await Composer(page).FillAsync("kept");
        await Button(page, "Emoji").ClickAsync();
        await Assertions.Expect(Picker(page)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Picker(page)).ToHaveCountAsync(0);
        await Assertions.Expect(Button(page, "Emoji")).ToBeFocusedAsync();
        await Button(page, "Emoji").ClickAsync();
        await Assertions.Expect(Picker(page)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).ClickAsync();
        await Assertions.Expect(Picker(page)).ToHaveCountAsync(0);
        await Button(page, "Emoji").ClickAsync();
        await Assertions.Expect(Picker(page)).ToBeVisibleAsync();
        await Button(page, "Emoji").ClickAsync();

        await Assertions.Expect(Picker(page)).ToHaveCountAsync(0);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("kept");
    }

    [Fact]
    public async Task Those_used_last_come_first_and_where_nothing_can_be_kept_it_works_without()
    {
        var page = await OpenedAsync();
        foreach (var name in (string[])["rocket", "tada"])
        {
            await Button(page, "Emoji").ClickAsync();
            await Search(page).FillAsync(name);
            await Assertions.Expect(page.Locator("#picked-emoji")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(Picker(page)).ToHaveCountAsync(0);
        }

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("🚀🎉");
        await Button(page, "Emoji").ClickAsync();
        await Assertions.Expect(Picker(page).GetByRole(AriaRole.Group, new() { Name = "Used last" }).GetByRole(AriaRole.Option)).ToHaveTextAsync(["🎉", "🚀"]);
        await page.Keyboard.PressAsync("Escape");
        await page.EvaluateAsync("() => Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError'); }");
        await Button(page, "Emoji").ClickAsync();
        await Picker(page).GetByRole(AriaRole.Option).First.ClickAsync();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("🚀🎉😀");
    }

    [Fact]
    public async Task A_flag_is_found_by_the_name_of_its_country_in_the_language_of_the_page()
    {
        var page = await OpenedAsync(new() { Locale = "fr-FR" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Émojis" }).ClickAsync();
        await Search(page).FillAsync("allemagne");
        await Assertions.Expect(Picker(page).GetByRole(AriaRole.Option)).ToHaveTextAsync(["🇩🇪"]);
    }

    private static ILocator Picker(IPage page) => page.Locator(".picker");

    private static ILocator Search(IPage page) => Picker(page).GetByRole(AriaRole.Combobox);

    private async Task<IPage> OpenedAsync(BrowserNewContextOptions? options = null)
    {
        var page = await SignedInAsync("Ada Lovel", options);
        await OpenAsync(page, await CreateTabloAsync(page));
        return page;
    }
}
