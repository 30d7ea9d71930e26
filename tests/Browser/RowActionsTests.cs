using Xtablo.Application.Discussions;
using Xtablo.Domain.Discussions;

namespace Xtablo.Browser.Tests;

/// <summary>Editing and deleting, by pointer, keyboard and touch.</summary>
public sealed class RowActionsTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private static ILocator Toolbar(IPage page) => page.GetByRole(AriaRole.Toolbar, new() { Name = "Message actions" });

    private static ILocator EditField(IPage page) => page.GetByLabel("Edit message", new() { Exact = true });

    private static ILocator Bodies(IPage page) => page.Locator("#rows .body");

    private async Task<IPage> SaidAsync(string[] texts, BrowserNewContextOptions? options = null)
    {
        var page = await SignedInAsync(options: options);
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, texts);
        await OpenAsync(page, discussion);
        await Assertions.Expect(Bodies(page)).ToHaveTextAsync(texts);
        return page;
    }

    /// <summary>The same discussion in a second tab.</summary>
    private static async Task<IPage> OtherTabAsync(IPage page)
    {
        var other = await page.Context.NewPageAsync();
        await OpenAsync(other, new Uri(page.Url).AbsolutePath);
        return other;
    }

    private static async Task StartEditingAsync(IPage page, int row)
    {
        await Rows(page).Nth(row).HoverAsync();
        await Toolbar(page).GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await Assertions.Expect(await EditFieldAsync(page)).ToBeFocusedAsync();
    }

    private static async Task StartDeletingAsync(IPage page, int row)
    {
        await Rows(page).Nth(row).HoverAsync();
        await Toolbar(page).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(Button(page, "Undo")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task With_the_pointer_one_edits_in_place_and_everyone_sees_it()
    {
        var page = await SaidAsync(["one", "two"]);
        var other = await OtherTabAsync(page);
        await StartEditingAsync(page, 0);
        await Assertions.Expect(EditField(page)).ToHaveValueAsync("one");
        await page.Keyboard.TypeAsync("!");
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Keyboard.TypeAsync("And more");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Bodies(page).First).ToHaveTextAsync("one!\nAnd more", new() { UseInnerText = true });
        await Assertions.Expect(EditField(page)).ToHaveCountAsync(0);
        await Assertions.Expect(Rows(page).First.GetByText("edited", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Bodies(other).First).ToHaveTextAsync("one!\nAnd more", new() { UseInnerText = true });
        await Assertions.Expect(Bodies(other).Last).ToHaveTextAsync("two");
    }

    [Fact]
    public async Task With_the_keyboard_the_toolbar_follows_the_row_and_Escape_gives_the_focus_back()
    {
        var page = await SaidAsync(["one", "two"]);
        await Rows(page).First.FocusAsync();
        foreach (var name in (string[])["React", "Reply", "Edit", "Pin", "Later", "Mark unread", "Copy link", "Delete", "React", "Reply", "Edit"])
        {
            await page.Keyboard.PressAsync("ArrowRight");
            await Assertions.Expect(Button(page, name)).ToBeFocusedAsync();
        }

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(EditField(page)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(" is not kept");
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(Button(page, "React")).ToBeFocusedAsync();
        await Assertions.Expect(Bodies(page)).ToHaveTextAsync(["one", "two"]);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Rows(page).First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task All_rows_are_one_stop_and_arrows_lead_from_row_to_row()
    {
        var page = await SaidAsync(["one", "two", "three"]);
        await Composer(page).FocusAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await Assertions.Expect(Rows(page).Nth(2)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(Rows(page).Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(Rows(page).Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(Rows(page).Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Shift+Tab");
        await Assertions.Expect(page.Locator("#rows :focus")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Rows(page).Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Button(page, "React")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");

        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_row_that_a_change_replaces_keeps_the_focus()
    {
        var page = await SaidAsync(["one", "two"]);
        var other = await OtherTabAsync(page);
        await Rows(page).First.FocusAsync();
        await StartEditingAsync(other, 0);
        await other.Keyboard.TypeAsync("!");
        await other.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Bodies(page)).ToHaveTextAsync(["one!", "two"]);
        await Assertions.Expect(Rows(page).First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_can_be_done_with_a_row_moves_no_text_and_stands_over_none_of_it()
    {
        var page = await SaidAsync(["one", "two", "three"]);
        var row = Rows(page).Nth(1);
        var (before, text) = (await row.BoundingBoxAsync(), await Bodies(page).Nth(1).BoundingBoxAsync());

        await row.HoverAsync();

        await Assertions.Expect(Button(page, "Reply")).ToBeVisibleAsync();
        var bar = await page.Locator("#actions").BoundingBoxAsync();
        Assert.Equal((before!.Y, before.Height), ((await row.BoundingBoxAsync())!.Y, (await row.BoundingBoxAsync())!.Height));
        Assert.InRange(bar!.Y + bar.Height, 0, text!.Y + (text.Height / 2)); // its lower edge is above the letters
    }

    [Fact]
    public async Task A_permalink_leads_to_its_message_lit_for_two_seconds()
    {
        var page = await SaidAsync([.. Enumerable.Range(1, 120).Select(i => $"Message {i}").Skip(70)]);
        var first = Rows(page).First;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await first.HoverAsync();
        await Button(page, "Copy link").ClickAsync();
        await Assertions.Expect(Button(page, "Copied")).ToBeVisibleAsync();
        var link = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.Equal(new Uri(new Uri(page.Url), (await first.Locator(".who a").GetAttributeAsync("href"))!).ToString(), link);
        await page.GotoAsync("/tablos");
        await page.GotoAsync(link);
        await ArriveAsync(page, "/tablos/*/discussion?around=*#message-*");

        await Assertions.Expect(Rows(page).First).ToBeInViewportAsync();
        Assert.Equal("lit", await LightOf(Rows(page).First));
        Assert.Equal("2s", await Rows(page).First.EvaluateAsync<string>("row => getComputedStyle(row).animationDuration"));
        await page.GoBackAsync();
        Assert.EndsWith("/tablos", page.Url, StringComparison.Ordinal); // the page between is none to come back to
    }

    [Fact]
    public async Task A_link_to_what_was_deleted_leads_to_where_it_stood_and_to_what_is_not_there_nowhere()
    {
        Expected.Add("404");
        var page = await SaidAsync(["one", "two", "three"]);
        var discussion = new Uri(page.Url).AbsolutePath;
        var two = (await Rows(page).Nth(1).GetAttributeAsync("id"))!;
        await Services.DoAsync<DeleteMessage, MessageRow?>(new(Insider.TabloOf(discussion), AccountOf(page), new(Guid.Parse(two["message-".Length..]))));
        await page.GotoAsync("/tablos");
        await page.GotoAsync($"{discussion}/messages/{two["message-".Length..]}");
        await ArriveAsync(page, $"/tablos/*/discussion?around=*#{two}");

        await Assertions.Expect(page.Locator($"#{two}")).ToContainTextAsync("deleted");
        Assert.Equal("lit", await LightOf(page.Locator($"#{two}")));
        Assert.Equal(404, (await page.GotoAsync($"{discussion}/messages/{Guid.CreateVersion7()}"))!.Status);
        var other = await CreateTabloAsync(page, "Another");
        Assert.Equal(404, (await page.GotoAsync($"{other}/messages/{two["message-".Length..]}"))!.Status);
    }

    [Fact]
    public async Task Of_two_places_that_are_asked_for_at_once_it_is_the_last_that_one_comes_to_whatever_is_late()
    {
        var page = await SaidAsync([.. Enumerable.Range(1, 50).Select(i => $"Needle {i}.")]);
        await page.GotoAsync($"{new Uri(page.Url).AbsolutePath}/search?q=Needle");
        var hits = page.Locator(".hits a");
        var (first, second) = ((await hits.Nth(5).GetAttributeAsync("href"))!, (await hits.Nth(1).GetAttributeAsync("href"))!);
        var isSecondThere = new TaskCompletionSource();
        await page.RouteAsync(url => url.EndsWith(first.Split('#')[0], StringComparison.Ordinal), async route =>
        {
            await isSecondThere.Task;
            await route.ContinueAsync();
        });
        await page.EvaluateAsync("() => { const [, second, , , , first] = document.querySelectorAll('.hits a'); first.click(); setTimeout(() => second.click(), 200); }");
        await ArriveAsync(page, second);
        isSecondThere.SetResult();
        await LiveAsync(page);

        await Assertions.Expect(page.Locator("#rows > li:target")).ToContainTextAsync("Needle 49.");
        await Assertions.Expect(page.Locator("#rows > li:target")).ToBeInViewportAsync();
        Assert.EndsWith(second, page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_of_a_message_makes_its_address_that_of_the_page()
    {
        var page = await SaidAsync(["one", "two"]);
        await Rows(page).First.Locator(".who a").ClickAsync();

        await ArriveAsync(page, "/tablos/*/discussion?around=1#message-*");
        Assert.Equal("lit", await LightOf(Rows(page).First));
        Assert.Equal("none", await LightOf(Rows(page).Last));
        await SayAsync(page, "three"); // it is the same page
        await Assertions.Expect(Bodies(page)).ToHaveTextAsync(["one", "two", "three"]);
    }

    [Fact]
    public async Task What_can_be_done_is_in_sight_also_at_a_row_that_begins_far_above()
    {
        var page = await SaidAsync([string.Join(' ', Enumerable.Repeat("word", 1500))]);
        await Bodies(page).HoverAsync(new() { Position = new() { X = 20, Y = 1200 } });

        await Assertions.Expect(Button(page, "Copy link")).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    [Fact]
    public async Task A_finger_elsewhere_puts_the_actions_away()
    {
        var page = await SignedInAsync(options: new() { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 390, Height = 844 } });
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, "one");
        await OpenAsync(page, discussion);
        await Bodies(page).TapAsync();
        await Assertions.Expect(Toolbar(page)).ToBeVisibleAsync();
        await Composer(page).TapAsync();

        await Assertions.Expect(Toolbar(page)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task By_keyboard_one_goes_on_at_the_older_rows_that_have_come()
    {
        var page = await SaidAsync([.. Enumerable.Range(1, 50).Select(i => $"Message {i}")]);
        await SaidBeforeAsync(page, new Uri(page.Url).AbsolutePath, Enumerable.Range(51, 60).Select(i => $"Message {i}"));
        await page.ReloadAsync();
        await LiveAsync(page);
        await Rows(page).First.FocusAsync();
        var number = int.Parse((await Rows(page).First.GetAttributeAsync("data-number"))!, System.Globalization.CultureInfo.InvariantCulture);
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.Locator($"[data-number='{number - 1}']")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Locator("#older").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#rows > li:focus")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("[data-number='1']")).ToBeAttachedAsync();
    }

    private static Task<string> LightOf(ILocator row) => row.EvaluateAsync<string>("row => getComputedStyle(row).animationName");

    [Fact]
    public async Task ArrowUp_in_an_empty_composer_edits_my_last_message_and_Escape_leads_back()
    {
        var page = await SaidAsync(["one", "two"]);
        await Composer(page).FillAsync("x");
        await Composer(page).PressAsync("ArrowUp");
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        await Composer(page).FillAsync("");
        await Composer(page).PressAsync("ArrowUp");
        await Assertions.Expect(EditField(page)).ToHaveValueAsync("two");
        await Assertions.Expect(EditField(page)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        await Assertions.Expect(EditField(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task By_touch_a_tap_shows_the_actions_large_enough_for_a_finger_and_the_button_saves()
    {
        var phone = new BrowserNewContextOptions { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 390, Height = 844 } };
        var page = await SignedInAsync(options: phone);
        await OpenAsync(page, await CreateTabloAsync(page));
        await Composer(page).FillAsync("one");
        await Button(page, "Send").TapAsync();
        await Assertions.Expect(Bodies(page)).ToHaveTextAsync(["one"]);
        await Bodies(page).TapAsync();
        foreach (var name in (string[])["Edit", "Delete"])
        {
            var box = await Button(page, name).BoundingBoxAsync();
            Assert.True(box is { Width: >= 44, Height: >= 44 }, $"{name} is {box?.Width} × {box?.Height}");
        }

        await Bodies(page).TapAsync();
        await Assertions.Expect(Toolbar(page)).ToBeHiddenAsync();
        await Bodies(page).TapAsync();
        await Button(page, "Edit").TapAsync();
        await (await EditFieldAsync(page)).FillAsync("two");
        await EditField(page).PressAsync("Enter");
        await Button(page, "Save").TapAsync();

        await Assertions.Expect(Bodies(page)).ToHaveTextAsync(["two"]);
    }

    [Fact]
    public async Task A_change_from_elsewhere_takes_nothing_of_what_is_typed_and_saving_over_it_is_ones_own_decision()
    {
        Expected.Add("409");
        var page = await SaidAsync(["one"]);
        var other = await OtherTabAsync(page);
        await StartEditingAsync(page, 0);
        await page.Keyboard.TypeAsync(" of mine");
        await StartEditingAsync(other, 0);
        await other.Keyboard.TypeAsync(" of the other tab");
        await other.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Bodies(page)).ToHaveTextAsync(["one of the other tab"]);
        await Assertions.Expect(EditField(page)).ToBeFocusedAsync();
        await Assertions.Expect(EditField(page)).ToHaveValueAsync("one of mine");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#rows .editing").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Assertions.Expect(EditField(page)).ToBeInViewportAsync(new() { Ratio = 1 });
        await Assertions.Expect(Bodies(page)).ToBeVisibleAsync();
        await Assertions.Expect(EditField(page)).ToHaveValueAsync("one of mine");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Bodies(other)).ToHaveTextAsync(["one of mine"]);
        await Assertions.Expect(EditField(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_typed_stays_when_the_message_is_deleted_meanwhile_and_when_saving_fails()
    {
        Expected.AddRange(["409", "503", "422"]);
        var page = await SaidAsync(["one"]);
        var other = await OtherTabAsync(page);
        await StartEditingAsync(page, 0);
        await (await EditFieldAsync(page)).FillAsync(" ");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#rows .error")).ToContainTextAsync("Write a message first.");
        await (await EditFieldAsync(page)).FillAsync("two");
        await page.RouteAsync("**/edit", route => route.FulfillAsync(new() { Status = 503 }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#rows .error")).ToHaveTextAsync("That did not work. Try again.");
        await page.UnrouteAllAsync();
        await StartDeletingAsync(other, 0);
        await Assertions.Expect(page.GetByText("This message was deleted.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#rows .error")).ToContainTextAsync("deleted");
        await Assertions.Expect(EditField(page)).ToHaveValueAsync("two");
    }

    [Fact]
    public async Task A_deletion_can_be_undone_for_five_seconds_and_is_then_for_good()
    {
        var page = await SaidAsync(["one", "two"]);
        await page.Clock.InstallAsync();
        var other = await OtherTabAsync(page);
        await StopClockAsync(page); // else half a second of a busy machine would be too late
        await StartDeletingAsync(page, 0);
        await page.Clock.FastForwardAsync(4500);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Button(page, "Undo")).ToHaveCountAsync(0);
        await Assertions.Expect(Rows(page).First).ToBeFocusedAsync();
        await page.Clock.FastForwardAsync(10_000);
        await StartDeletingAsync(page, 1);
        await Assertions.Expect(Bodies(other)).ToHaveTextAsync(["one", "two"]);
        await page.Clock.FastForwardAsync(5000);
        await page.Clock.ResumeAsync();

        await Assertions.Expect(Rows(other).Last).ToContainTextAsync("This message was deleted.");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("This message was deleted.");
        await Assertions.Expect(Rows(page).Last).ToBeFocusedAsync();
        await Assertions.Expect(Bodies(page)).ToHaveTextAsync(["one"]);
        await Assertions.Expect(Button(page, "Undo")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_leaves_the_page_deletes_at_once_and_a_crash_leaves_the_message()
    {
        var page = await SaidAsync(["one", "two"]);
        var other = await OtherTabAsync(page);
        await StartDeletingAsync(page, 0);
        await CrashAsync(page);
        var last = await OtherTabAsync(other); // before, for it may take longer than the five seconds
        await StartDeletingAsync(other, 1);
        await Assertions.Expect(Bodies(last)).ToHaveTextAsync(["one", "two"]);
        await other.GotoAsync("/tablos");

        await Assertions.Expect(Rows(last).Last).ToContainTextAsync("This message was deleted.");
        await Assertions.Expect(Bodies(last)).ToHaveTextAsync(["one"]);
    }

    [Fact]
    public async Task Who_signs_out_deletes_at_once()
    {
        Expected.Add("401"); // the stream, which ends with the session
        var page = await SaidAsync(["one"]);
        var discussion = page.Url;
        await StartDeletingAsync(page, 0);
        await Button(page, "Sign out").ClickAsync();
        await ArriveAsync(page, "/sign-in");
        await SignInAsync(page);
        await page.GotoAsync(discussion);

        await Assertions.Expect(Rows(page)).ToContainTextAsync(["This message was deleted."]);
    }

    [Fact]
    public async Task A_deletion_that_fails_brings_the_row_back_and_says_so()
    {
        Expected.Add("503");
        var page = await SaidAsync(["one"]);
        await page.Clock.InstallAsync();
        await page.RouteAsync("**/delete", route => route.FulfillAsync(new() { Status = 503 }));
        await StartDeletingAsync(page, 0);
        await page.Clock.FastForwardAsync(5000);

        await Assertions.Expect(page.Locator("#toast")).ToContainTextAsync("The message was not deleted.");
        await Assertions.Expect(Bodies(page)).ToHaveTextAsync(["one"]);
        await Assertions.Expect(page.Locator("#rows .going")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Others_can_do_nothing_with_my_rows_and_the_owner_of_the_tablo_can_delete_them()
    {
        var page = await SaidAsync(["one"]);
        await page.EvaluateAsync("() => { document.querySelector('#rows > li').dataset.author = 'someone-else'; }");
        await Rows(page).First.HoverAsync();
        await Assertions.Expect(Toolbar(page).GetByRole(AriaRole.Button)).ToHaveTextAsync(["React", "Reply", "Pin", "Later", "Mark unread", "Copy link", "Delete"]);
        await page.RouteAsync("**/discussion", async route =>
        {
            var answer = await route.FetchAsync();
            var body = (await answer.TextAsync()).Replace("data-owner=\"true\"", "data-owner=\"false\"", StringComparison.Ordinal);
            await route.FulfillAsync(new() { Response = answer, Body = body });
        });
        await page.ReloadAsync();
        await LiveAsync(page);
        await Rows(page).First.HoverAsync();
        await Assertions.Expect(Button(page, "Edit")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => { document.querySelector('#rows > li').dataset.author = 'someone-else'; }");
        await Composer(page).HoverAsync();
        await Rows(page).First.HoverAsync();

        await Assertions.Expect(Toolbar(page).GetByRole(AriaRole.Button)).ToHaveTextAsync(["React", "Reply", "Later", "Mark unread", "Copy link"]);
    }
}
