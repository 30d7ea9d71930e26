namespace Xtablo.Browser.Tests;

/// <summary>Between saving an edit and its answer one may type on: nothing of it is lost.</summary>
public sealed class SavingAnEditTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task What_is_typed_after_saving_an_edit_is_the_next_message()
    {
        var page = await WithRowsAsync("one");
        await Rows(page).First.HoverAsync();
        await Button(page, "Edit").ClickAsync();
        await (await EditFieldAsync(page)).FillAsync("one, edited");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one, edited"]);
        await page.Keyboard.TypeAsync("next message");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one, edited", "next message"]);
    }

    [Fact]
    public async Task What_is_typed_while_an_edit_is_being_saved_is_the_next_message()
    {
        var page = await WithRowsAsync("one");
        var save = await BeginSavingAsync(page, "one, edited");
        await page.Keyboard.TypeAsync("next");
        save.SetResult();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("next");
        await page.Keyboard.TypeAsync(" message");

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("next message");
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one, edited"]);
    }

    [Fact]
    public async Task What_is_changed_in_a_text_while_it_is_being_saved_can_be_saved_next()
    {
        var page = await WithRowsAsync("one");
        var save = await BeginSavingAsync(page, "one, edited");
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.TypeAsync("Number ");
        save.SetResult();
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one, edited"]);
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Number one, edited"]);
        await Assertions.Expect(page.GetByLabel("Edit message", new() { Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_saved_again_while_the_first_is_on_its_way_follows_it()
    {
        var page = await WithRowsAsync("one");
        var save = await BeginSavingAsync(page, "one, edited");
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.TypeAsync("Number ");
        await page.Keyboard.PressAsync("Enter");
        save.SetResult();

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Number one, edited"]);
        await Assertions.Expect(page.GetByLabel("Edit message", new() { Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Another_message_is_saved_too_while_the_first_is_on_its_way_and_given_up()
    {
        var page = await WithRowsAsync("one", "two");
        var save = await BeginSavingAsync(page, "one, edited");
        await page.Keyboard.PressAsync("Escape");
        await Rows(page).Last.HoverAsync();
        await Button(page, "Edit").ClickAsync();
        await (await EditFieldAsync(page)).FillAsync("two, edited");
        await page.Keyboard.PressAsync("Enter");
        save.SetResult();

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one, edited", "two, edited"]);
        await Assertions.Expect(page.GetByLabel("Edit message", new() { Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_given_up_does_not_end_a_second_edit_of_the_same_message()
    {
        var page = await WithRowsAsync("one");
        var save = await BeginSavingAsync(page, "one, edited");
        await page.Keyboard.PressAsync("Escape");
        await Rows(page).First.HoverAsync();
        await Button(page, "Edit").ClickAsync();
        await (await EditFieldAsync(page)).FillAsync("one, edited, or not");
        save.SetResult();
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one, edited"]);

        await Assertions.Expect(page.GetByLabel("Edit message", new() { Exact = true })).ToHaveValueAsync("one, edited, or not");
    }

    /// <summary>Saves the first row with another text, which is answered only when the result is set.</summary>
    private static async Task<TaskCompletionSource> BeginSavingAsync(IPage page, string text)
    {
        var save = new TaskCompletionSource();
        var sent = new TaskCompletionSource();
        await page.RouteAsync("**/edit", async route =>
        {
            sent.TrySetResult();
            await save.Task;
            await route.ContinueAsync();
        });
        await Rows(page).First.HoverAsync();
        await Button(page, "Edit").ClickAsync();
        await (await EditFieldAsync(page)).FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await sent.Task;
        return save;
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
