namespace Xtablo.Browser.Tests;

/// <summary>Where one goes on after having done something: what is typed next lands where it is meant.</summary>
public sealed class GoingOnTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_opens_a_discussion_can_write_at_once_and_no_keyboard_comes_up_unasked(bool isPhone)
    {
        var page = await SignedInAsync(options: new() { HasTouch = isPhone, IsMobile = isPhone });
        await OpenAsync(page, await CreateTabloAsync(page));

        Assert.Equal(!isPhone, await Composer(page).EvaluateAsync<bool>("field => field === document.activeElement"));
    }

    [Fact]
    public async Task A_message_of_emoji_alone_is_large()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, "🎉 👍", "ok 🎉");
        await OpenAsync(page, discussion);
        var sizes = await page.Locator("#rows .body").EvaluateAllAsync<double[]>("bodies => bodies.map((body) => parseFloat(getComputedStyle(body).fontSize))");

        Assert.True(sizes[0] >= 1.5 * sizes[1], $"{sizes[0]} px beside {sizes[1]}");
    }

    [Fact]
    public async Task What_is_typed_while_a_message_is_going_is_the_next_message()
    {
        var page = await WithRowsAsync("one", "two");
        await Rows(page).First.HoverAsync();
        await Button(page, "Delete").ClickAsync();
        await page.Keyboard.TypeAsync("meanwhile");

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("meanwhile");
        await Assertions.Expect(Button(page, "Undo")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task After_jumping_to_the_end_one_writes()
    {
        var page = await WithRowsAsync([.. Enumerable.Range(1, 60).Select(i => $"Message {i}")]);
        await page.Locator("#log").EvaluateAsync("log => { log.scrollTop = 0; }");
        await page.GetByRole(AriaRole.Link, new() { Name = "To the end" }).ClickAsync();
        await page.Keyboard.TypeAsync("Here");

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Here");
        await Assertions.Expect(page.Locator("#jump")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Newer_messages_join_below_and_only_what_was_seen_is_read()
    {
        var page = await SignedInAsync();
        var bob = await SignedInAsync("Bob");
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, bob);
        await SaidBeforeAsync(bob, discussion, Enumerable.Range(1, 120).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        var seen = await page.EvaluateAsync<string>("() => [...document.querySelectorAll('#rows > li')].findLast((row) => row.getBoundingClientRect().bottom <= document.getElementById('log').getBoundingClientRect().bottom).dataset.number");
        var top = await page.Locator("#log").EvaluateAsync<int>("log => Math.round(log.scrollTop)");
        await page.Locator("#newer").EvaluateAsync("link => link.click()");
        await Assertions.Expect(Rows(page).Filter(new() { HasText = "Message 99" })).ToHaveCountAsync(1);

        Assert.Equal(top, await page.Locator("#log").EvaluateAsync<int>("log => Math.round(log.scrollTop)"));
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/tablos");
        await Assertions.Expect(other.Locator(".cards .count")).ToHaveAttributeAsync("aria-label", $"{121 - int.Parse(seen, System.Globalization.CultureInfo.InvariantCulture)} unread");
    }

    [Fact]
    public async Task A_finger_on_the_time_shows_what_can_be_done_and_leaves_nothing()
    {
        var page = await SignedInAsync(options: new() { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 390, Height = 844 } });
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, "one");
        await OpenAsync(page, discussion);
        await page.Locator("#rows .who a").First.TapAsync();

        await Assertions.Expect(Button(page, "Edit")).ToBeVisibleAsync();
        Assert.EndsWith("/discussion", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_signed_out_elsewhere_finds_the_way_in_at_once()
    {
        Expected.Add("401");
        var page = await WithRowsAsync("one");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/tablos");
        await Button(other, "Sign out").ClickAsync();

        await Assertions.Expect(page.Locator("#sign-in-again").GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_keyboard_leads_past_all_rows_to_where_one_writes()
    {
        var page = await WithRowsAsync("one");
        await page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" }).FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to writing" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_first_thing_in_a_new_tablo_is_to_invite_and_takes_one_button()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await page.GetByRole(AriaRole.Link, new() { Name = "Invite people" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Label")).ToBeHiddenAsync();
        await Button(page, "Create link").ClickAsync();

        await Assertions.Expect(page.Locator("#link")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_shown_only_once_can_be_copied()
    {
        var page = await SignedInAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync("/account/tokens");
        await page.GetByLabel("All my tablos, including future ones").CheckAsync();
        await page.GetByLabel("Your password").FillAsync(Password);
        await Button(page, "Create a token").ClickAsync();
        await Button(page, "Copy").ClickAsync();

        Assert.Equal(await page.Locator("#token").InnerTextAsync(), await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
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
