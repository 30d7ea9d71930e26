namespace Xtablo.Browser.Tests;

public sealed class ReactingAndReplyingTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string Thumb = "👍";

    [Fact]
    public async Task One_click_adds_a_reaction_that_everyone_sees_and_one_takes_it_away()
    {
        var (ada, ben) = await TwoAsync("Shall we?");
        await ReactAsync(ada, Thumb);

        await Assertions.Expect(Chip(ben, Thumb)).ToHaveAttributeAsync("aria-pressed", "false");
        await Chip(ben, Thumb).ClickAsync();
        await Assertions.Expect(Chip(ada, Thumb).Locator(".tally")).ToHaveTextAsync("2");
        await Assertions.Expect(Chip(ada, Thumb)).ToHaveAttributeAsync("title", "Ada Lovel, Ben");
        await Assertions.Expect(Chip(ben, Thumb)).ToHaveAttributeAsync("aria-pressed", "true");

        await Chip(ada, Thumb).ClickAsync();
        await Assertions.Expect(Chip(ben, Thumb).Locator(".tally")).ToHaveTextAsync("1");
        await Chip(ben, Thumb).ClickAsync();
        await Assertions.Expect(Chip(ada, Thumb)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_reaction_of_another_takes_nothing_from_who_is_at_the_row()
    {
        var (ada, ben) = await TwoAsync("Half of this line is selected");
        await ReactAsync(ada, "🎉");
        await ada.EvaluateAsync("() => { const text = document.querySelector('#rows .body p').firstChild; getSelection().setBaseAndExtent(text, 0, text, 4); document.querySelector('#rows li:last-child').dataset.kept = 'x'; }");
        await Chip(ada, "🎉").FocusAsync();

        await ReactAsync(ben, Thumb);

        await Assertions.Expect(Chip(ada, Thumb)).ToHaveCountAsync(1);
        await Assertions.Expect(Chip(ada, "🎉")).ToBeFocusedAsync();
        Assert.Equal("Half", await ada.EvaluateAsync<string>("() => getSelection().toString()"));
        Assert.Equal(["🎉", Thumb], await ada.Locator(".reactions li").EvaluateAllAsync<string[]>("chips => chips.map(chip => chip.dataset.emoji)"));
    }

    [Fact]
    public async Task However_often_others_react_a_row_with_code_stays_the_same_element()
    {
        var (ada, ben) = await TwoAsync("```cs\nvar x = 1;\n```");
        await Assertions.Expect(Rows(ada).Last.Locator(".hljs-keyword")).ToHaveCountAsync(1);
        await ada.EvaluateAsync("() => { document.querySelector('#rows li:last-child').isKept = true; }");
        foreach (var emoji in (string[])[Thumb, "🎉", "😂"])
        {
            await ReactAsync(ben, emoji);
            await Assertions.Expect(Chip(ada, emoji)).ToHaveCountAsync(1);
        }

        Assert.True(await ada.EvaluateAsync<bool>("() => document.querySelector('#rows li:last-child').isKept === true"));
    }

    [Fact]
    public async Task What_can_be_done_is_offered_over_a_list_too_and_the_row_is_the_message()
    {
        var (ada, ben) = await TwoAsync("- one\n- two\n- three");
        await Rows(ben).Last.Locator(".body li").Nth(1).HoverAsync();
        await Button(ben, "Reply").ClickAsync();
        await SayAsync(ben, "Yes");

        await Assertions.Expect(Rows(ada).Last.Locator(".quote")).ToContainTextAsync("one two three");
    }

    [Fact]
    public async Task Who_asks_at_another_row_before_choosing_reacts_there_alone()
    {
        var (ada, _) = await TwoAsync("First");
        await SayAsync(ada, "Second");
        await Rows(ada).Nth(1).HoverAsync();
        await Button(ada, "React").ClickAsync();
        await Rows(ada).Nth(2).HoverAsync();
        await Button(ada, "React").DispatchEventAsync("click"); // the box may lie over it
        await ada.GetByRole(AriaRole.Menuitem, new() { Name = Thumb }).ClickAsync();

        await Assertions.Expect(Rows(ada).Nth(2).Locator(".reactions li")).ToHaveCountAsync(1);
        await Assertions.Expect(Rows(ada).Nth(1).Locator(".reactions li")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_reply_quotes_what_it_answers_and_follows_it()
    {
        var (ada, ben) = await TwoAsync("Shall we meet **at nine**?");
        await Rows(ben).Last.HoverAsync();
        await Button(ben, "Reply").ClickAsync();
        await Assertions.Expect(ben.Locator("#answering")).ToContainTextAsync("Replying to Ada Lovel");
        await SayAsync(ben, "Yes");

        var quote = Rows(ada).Last.Locator(".quote");
        await Assertions.Expect(quote).ToHaveTextAsync("Ada Lovel Shall we meet at nine?");
        await Assertions.Expect(ben.Locator("#answering")).ToBeHiddenAsync();

        await Rows(ada).Nth(1).HoverAsync();
        await Button(ada, "Edit").ClickAsync();
        await (await EditFieldAsync(ada)).FillAsync("At ten?");
        await ada.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Rows(ben).Last.Locator(".quote")).ToHaveTextAsync("Ada Lovel At ten?");

        await Rows(ada).Nth(1).HoverAsync();
        await Button(ada, "Delete").ClickAsync();
        await ada.ReloadAsync(); // who leaves the page deletes at once
        await Assertions.Expect(Rows(ben).Last.Locator(".quote")).ToHaveTextAsync("Ada Lovel This message was deleted.");
    }

    [Fact]
    public async Task Escape_ends_a_reply_and_leaves_the_text_and_a_draft_remembers_it()
    {
        var (ada, _) = await TwoAsync("Shall we?");
        await Rows(ada).Last.FocusAsync();
        await ada.Keyboard.PressAsync("r");
        await Assertions.Expect(Composer(ada)).ToBeFocusedAsync();
        await ada.Keyboard.TypeAsync("Perhaps");
        await ada.ReloadAsync();
        await LiveAsync(ada);
        await Assertions.Expect(ada.Locator("#answering")).ToContainTextAsync("Replying to Ada Lovel");

        await Composer(ada).PressAsync("Escape");

        await Assertions.Expect(ada.Locator("#answering")).ToBeHiddenAsync();
        await Assertions.Expect(Composer(ada)).ToHaveValueAsync("Perhaps");
        await Composer(ada).PressAsync("Enter");
        await Assertions.Expect(Rows(ada).Last.Locator(".body")).ToHaveTextAsync("Perhaps");
        await Assertions.Expect(ada.Locator("#rows .quote")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_pinned_message_is_in_the_line_above_and_on_its_page()
    {
        var (ada, ben) = await TwoAsync("The key is under the mat");
        await Rows(ada).Last.HoverAsync();
        await Button(ada, "Pin").ClickAsync();

        await Assertions.Expect(ben.Locator("#pins")).ToHaveTextAsync("1 pinned message");
        await Assertions.Expect(Rows(ben).Last).ToContainTextAsync("pinned a message.");
        await ben.Locator("#pins a").ClickAsync();
        await Assertions.Expect(ben.Locator(".excerpts li")).ToContainTextAsync("The key is under the mat");
        await ben.Locator(".excerpts a").ClickAsync();
        await LiveAsync(ben);

        await Rows(ada).Nth(1).HoverAsync();
        await Button(ada, "Unpin").ClickAsync();
        await Assertions.Expect(ben.Locator("#pins")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Who_is_called_sees_it_as_theirs_and_the_others_do_not()
    {
        var (ada, ben) = await TwoAsync("Hello");
        await SayAsync(ada, "@Ben can you?");

        await Assertions.Expect(Rows(ben).Last.Locator(".mention.is-me")).ToHaveTextAsync("@Ben");
        await Assertions.Expect(Rows(ada).Last.Locator(".mention")).ToHaveTextAsync("@Ben");
        await Assertions.Expect(Rows(ada).Last.Locator(".mention.is-me")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Code_is_coloured_copied_alone_and_moves_nothing()
    {
        var (ada, ben) = await TwoAsync("```cs\nvar x = 1;\n```");
        var block = Rows(ben).Last.Locator("pre > code");
        await Assertions.Expect(block.Locator(".hljs-keyword")).ToHaveTextAsync("var");
        var coloured = await block.BoundingBoxAsync();
        await block.EvaluateAsync("code => { code.textContent = code.textContent; }");
        Assert.Equal(coloured!.Height, (await block.BoundingBoxAsync())!.Height);

        await ben.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await block.HoverAsync();
        await Rows(ben).Last.Locator(".copy-code").ClickAsync();
        Assert.Equal("var x = 1;", await ben.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await Assertions.Expect(Rows(ada).Last.Locator(".hljs-keyword")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Without_scripts_one_reacts_replies_and_pins_on_the_page_of_the_message()
    {
        var ada = await SignedInAsync(options: new() { JavaScriptEnabled = false });
        var discussion = await CreateTabloAsync(ada);
        await SaidBeforeAsync(ada, discussion, "Shall we?");
        await ada.GotoAsync(discussion);
        await ada.Locator("#rows .who a").ClickAsync();
        var permalink = ada.Url;

        await ada.GetByLabel("An emoji").FillAsync(Thumb);
        await Button(ada, "React").ClickAsync();
        await Assertions.Expect(ada.Locator("#rows .reactions .tally")).ToHaveTextAsync("1");
        await ada.GotoAsync(permalink);
        await ada.GetByLabel("Your reply").FillAsync("Yes");
        await Button(ada, "Send").ClickAsync();
        await Assertions.Expect(ada.Locator("#rows .quote")).ToContainTextAsync("Shall we?");
        await ada.GotoAsync(permalink);
        await Assertions.Expect(ada.Locator(".excerpts")).ToContainTextAsync("Yes");
        await Button(ada, "Pin").ClickAsync();
        await Assertions.Expect(ada.Locator("#pins")).ToHaveTextAsync("1 pinned message");
    }

    private static ILocator Chip(IPage page, string emoji) => page.Locator($".reactions li[data-emoji='{emoji}'] a");

    private static async Task ReactAsync(IPage page, string emoji)
    {
        await Rows(page).Last.HoverAsync();
        await Button(page, "React").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = emoji }).ClickAsync();
        await Assertions.Expect(Chip(page, emoji)).ToHaveCountAsync(1);
    }

    /// <summary>Two people in two browsers, in one discussion with one message of the first.</summary>
    private async Task<(IPage Ada, IPage Ben)> TwoAsync(string said)
    {
        var (ada, ben) = (await SignedInAsync(), await SignedInAsync("Ben"));
        var discussion = await CreateTabloAsync(ada);
        await AdmitAsync(ada, discussion, ben);
        await SaidBeforeAsync(ada, discussion, said);
        await OpenAsync(ada, discussion);
        await OpenAsync(ben, discussion);
        return (ada, ben);
    }
}
