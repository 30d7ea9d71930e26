using System.Collections.Concurrent;
namespace Xtablo.Browser.Tests;

/// <summary>The lists above the field: names behind an @, emoji behind a colon.</summary>
public sealed class WritingHelpTests(RunningXtablo xtablo) : WritingTest(xtablo)
{
    [Fact]
    public async Task Behind_an_at_the_members_are_listed_and_the_field_stays_a_text_box()
    {
        var page = await WithBobAndAliceAsync();
        await TypeAsync(page, "Hello @");
        await Assertions.Expect(Options(page)).ToHaveTextAsync(["Ada Lovel", "Alice", "Bob", "@all"], new() { UseInnerText = true });
        await Assertions.Expect(Help(page)).ToHaveTextAsync("3 members, @all");
        await Assertions.Expect(Composer(page)).Not.ToHaveAttributeAsync("aria-activedescendant", Any());
        await TypeAsync(page, "ali");
        await Assertions.Expect(Options(page)).ToHaveCountAsync(1);

        await Assertions.Expect(Help(page)).ToHaveTextAsync("1 member");
        await Assertions.Expect(Composer(page)).ToHaveRoleAsync(AriaRole.Textbox);
        await Assertions.Expect(Composer(page)).ToHaveAttributeAsync("aria-autocomplete", "list");
        await Assertions.Expect(Composer(page)).ToHaveAttributeAsync("aria-controls", "suggested");
        await Assertions.Expect(Composer(page)).ToHaveAttributeAsync("aria-activedescendant", "suggested-0");
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Hello @Alice ");
        await Assertions.Expect(List(page)).ToBeHiddenAsync();
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Hello @ali");
    }

    [Fact]
    public async Task Who_looks_at_no_list_writes_as_if_there_were_none()
    {
        var page = await WithBobAndAliceAsync();
        foreach (var text in (string[])["for @Alice", "for @all", "see you :DD", "see you :ta", "at 10:30", "std::vector"])
        {
            await TypeAsync(page, text);
            if (text is "for @Alice" or "for @all" or "see you :ta")
            {
                await Assertions.Expect(List(page)).ToBeVisibleAsync();
            }

            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(Rows(page).Last.Locator(".body")).ToHaveTextAsync(text);
            await Assertions.Expect(List(page)).ToBeHiddenAsync();
        }

        await TypeAsync(page, "see :ta");
        await Assertions.Expect(List(page)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Composer(page)).Not.ToBeFocusedAsync();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("see :ta");
    }

    [Theory]
    [InlineData("Enter")]
    [InlineData("Tab")]
    public async Task Whose_name_is_begun_is_meant_without_an_arrow(string key)
    {
        var page = await WithBobAndAliceAsync();
        await TypeAsync(page, "Hello @bo");
        await Assertions.Expect(Composer(page)).ToHaveAttributeAsync("aria-activedescendant", "suggested-0");
        await page.Keyboard.PressAsync(key);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Hello @Bob ");
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(2); // those who joined: nothing was sent
    }

    [Fact]
    public async Task A_name_is_found_by_any_of_its_words_without_accents_and_goes_on_behind_a_space()
    {
        var page = await WithBobAndAliceAsync("Zoé O’Hara");
        foreach (var typed in (string[])["@zoe", "@o'h", "@Zoé O"])
        {
            await Composer(page).FillAsync("");
            await TypeAsync(page, typed);
            await Assertions.Expect(Options(page)).ToHaveTextAsync(["Zoé O’Hara"], new() { UseInnerText = true });
        }

        await Options(page).ClickAsync();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("@Zoé O’Hara ");
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        await TypeAsync(page, "mail josé@al");
        await Assertions.Expect(List(page)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Esc_closes_the_list_alone_and_it_stays_closed_until_another_word()
    {
        var page = await WithBobAndAliceAsync();
        await SayAsync(page, "First");
        await Rows(page).Last.HoverAsync();
        await Button(page, "Edit").ClickAsync();
        await EditFieldAsync(page);
        var editor = page.GetByLabel("Edit message");
        await editor.PressSequentiallyAsync(" @al");
        await Assertions.Expect(List(page)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(List(page)).ToBeHiddenAsync();
        await Assertions.Expect(editor).ToHaveValueAsync("First @al");
        await page.Keyboard.PressAsync("Backspace");
        await page.Keyboard.TypeAsync("l");
        await Assertions.Expect(List(page)).ToBeHiddenAsync();
        await page.Keyboard.TypeAsync(" @b");
        await Assertions.Expect(List(page)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(editor).ToHaveCountAsync(0);
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("First");
    }

    [Fact]
    public async Task The_list_filters_during_a_composition_whose_keys_pick_and_send_nothing()
    {
        var page = await WithBobAndAliceAsync();
        var ime = await page.Context.NewCDPSessionAsync(page);
        await ime.SendAsync("Input.imeSetComposition", new() { ["text"] = "@", ["selectionStart"] = 1, ["selectionEnd"] = 1 });
        await Assertions.Expect(Options(page)).ToHaveCountAsync(4);
        await ime.SendAsync("Input.imeSetComposition", new() { ["text"] = "@bo", ["selectionStart"] = 3, ["selectionEnd"] = 3 });
        await Assertions.Expect(Options(page)).ToHaveCountAsync(1);
        foreach (var key in (string[])["ArrowDown", "Enter", "Tab", "Escape"])
        {
            await page.EvaluateAsync("key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode: 229, bubbles: true, cancelable: true }))", key);
            await page.EvaluateAsync("key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }))", key);
        }

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("@bo");
        await Assertions.Expect(List(page)).ToBeVisibleAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(2); // those who joined
    }

    [Fact]
    public async Task An_emoji_is_written_by_its_name_and_none_is_offered_in_code()
    {
        var page = await WithBobAndAliceAsync();
        await TypeAsync(page, "Done :tad");
        await Assertions.Expect(Options(page).First).ToContainTextAsync("party popper");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Done 🎉");
        await TypeAsync(page, "\n```\n@Ov :tad");
        await Assertions.Expect(List(page)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Nothing_of_it_is_loaded_before_it_is_needed()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(request.Url);
        await OpenAsync(page, discussion);
        await SayAsync(page, "Hello, you all");
        Assert.DoesNotContain(asked, url => url.Contains("suggest", StringComparison.Ordinal) || url.Contains("emoji", StringComparison.Ordinal));
        await TypeAsync(page, "@");
        await Assertions.Expect(List(page)).ToBeVisibleAsync();

        Assert.Contains(asked, url => url.EndsWith("/people", StringComparison.Ordinal));
        Assert.DoesNotContain(asked, url => url.EndsWith(".txt", StringComparison.Ordinal));
    }
}
