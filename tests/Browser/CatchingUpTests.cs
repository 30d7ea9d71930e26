namespace Xtablo.Browser.Tests;

public sealed class CatchingUpTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task A_flood_is_taken_in_portions_between_which_the_page_breathes()
    {
        var (page, _) = await OpenAsync(rows: 10);
        await page.EvaluateAsync("""
            () => {
              const last = document.querySelector("#rows > li:last-child");
              const [epoch, head] = document.getElementById("log").dataset.cursor.split(".");
              const [, tablo] = lines[0].match(/after=([0-9a-f]+)/);
              window.most = 0;
              new MutationObserver((changes) => {
                window.most = Math.max(window.most, changes.reduce((sum, { addedNodes }) => sum + addedNodes.length, 0));
              }).observe(last.parentElement, { childList: true });
              for (let i = 1; i <= 2000; i += 1) {
                const row = last.cloneNode(true);
                row.id = `message-${i}`;
                row.dataset.number = 10 + i;
                line.dispatchEvent(new MessageEvent("message", { lastEventId: `${tablo}.${epoch}.${Number(head) + i}`, data: row.outerHTML }));
              }
            }
            """);

        await Assertions.Expect(Rows(page).Last).ToHaveAttributeAsync("data-number", "2010");
        Assert.InRange(await page.EvaluateAsync<int>("() => most"), 1, 200);
    }

    [Fact]
    public async Task A_list_loaded_anew_leaves_text_focus_and_who_reads_further_up_in_place()
    {
        var (page, _) = await OpenAsync(rows: 100);
        await Composer(page).FillAsync("Half a sentence");
        await page.EvaluateAsync("() => { document.activeElement.setSelectionRange(4, 6); document.querySelector(\"[data-number='70']\").scrollIntoView({ block: 'center' }); }");
        await Assertions.Expect(page.Locator("[data-number='70']")).ToBeInViewportAsync();
        var before = await page.Locator("[data-number='70']").BoundingBoxAsync();
        await ResetAsync(page);

        await Assertions.Expect(Rows(page).First).Not.ToHaveAttributeAsync("data-number", "51"); // the list is another
        var after = await page.Locator("[data-number='70']").BoundingBoxAsync();
        Assert.Equal(before!.Y, after!.Y, 1.0);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Half a sentence");
        Assert.Equal("4 to 6", await page.EvaluateAsync<string>("() => `${document.activeElement.selectionStart} to ${document.activeElement.selectionEnd}`"));
    }

    [Fact]
    public async Task A_list_loaded_anew_leaves_who_read_along_at_the_end()
    {
        var (page, device) = await OpenAsync(rows: 20);
        await page.BreakLineAsync();
        await device.SayAsync(30);
        await device.SayAsync("The last word");
        await ResetAsync(page);

        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("The last word");
        await Assertions.Expect(Rows(page).Last).ToBeInViewportAsync();
        await device.SayAsync("And it goes on");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("And it goes on");
    }

    [Fact]
    public async Task A_window_that_grew_past_300_rows_is_cut_where_nobody_reads()
    {
        var (page, device) = await OpenAsync(rows: 60);
        await device.SayAsync(300);
        await Assertions.Expect(Rows(page).Last).ToHaveAttributeAsync("data-number", "360");

        await Assertions.Expect(Rows(page)).ToHaveCountAsync(300);
        await Assertions.Expect(page.Locator("#older")).ToBeAttachedAsync();
        await page.Locator("#older").ScrollIntoViewIfNeededAsync();
        await page.Locator("#older").ClickAsync();
        await Assertions.Expect(Rows(page).First).ToHaveAttributeAsync("data-number", "11");
        Assert.Equal(Enumerable.Range(11, 300), await SamePage.NumbersAsync(page));
        await Assertions.Expect(page.Locator("#newer")).ToBeAttachedAsync();
    }

    [Fact]
    public async Task A_reader_further_up_keeps_the_rows_and_hears_how_many_came()
    {
        var (page, device) = await OpenAsync(rows: 60);
        var bob = await JoinAsync(page);
        await page.EvaluateAsync("() => { document.getElementById('log').scrollTop = 0; }");
        await device.SayAsync("From my own other device");
        await bob.SayAsync(300);

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "300 new messages" })).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(Rows(page).First).ToBeInViewportAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(300);
        await page.Locator("#jump").ClickAsync();
        await Assertions.Expect(page.Locator("[data-number='63']")).ToBeInViewportAsync(); // the first of Bob's
    }

    [Fact]
    public async Task A_notice_is_no_new_message_and_neither_is_ones_own()
    {
        var (page, device) = await OpenAsync(rows: 60);
        await page.EvaluateAsync("() => { document.getElementById('log').scrollTop = 0; }");
        var bob = await JoinAsync(page);
        await device.SayAsync("Nor is what I say elsewhere");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("Nor is");

        await Assertions.Expect(page.Locator("#jump")).ToHaveTextAsync("To the end");
        await bob.SayAsync("And something to read");
        await Assertions.Expect(page.Locator("#jump")).ToHaveTextAsync("1 new message");
    }

    [Fact]
    public async Task A_change_far_back_is_no_new_message()
    {
        var (page, device) = await OpenAsync(rows: 120);
        await page.GotoAsync($"{new Uri(page.Url).AbsolutePath}?around=60");
        await LiveAsync(page);
        await device.EditAsync(1, "Long ago");
        await device.DeleteAsync(110);
        await device.EditAsync(60, "In the window");

        await Assertions.Expect(page.Locator("[data-number='60']")).ToContainTextAsync("In the window");
        await Assertions.Expect(page.Locator("#jump")).ToHaveTextAsync("To the end");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(50);
        await (await JoinAsync(page)).SayAsync("New");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "1 new message" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task How_much_is_unread_shows_in_the_sidebar_as_the_stream_says_it()
    {
        var (page, _) = await OpenAsync(rows: 1);
        async Task SayAsync(int unread) => await page.EvaluateAsync(
            "unread => { line.dispatchEvent(new MessageEvent('unread', { data: JSON.stringify({ tablo: lines[0].match(/after=([0-9a-f]+)/)[1], "
            + "name: document.querySelector('h1').textContent, archived: false, unread, mentions: 0, mark: 0, generation: 0 }) })); }",
            unread);
        await SayAsync(1000); // counting stops there
        await Assertions.Expect(page.Locator(".tablos li.unread").GetByLabel("999+ unread")).ToHaveTextAsync("999+");
        await SayAsync(999);
        await Assertions.Expect(page.Locator(".tablos li.unread").GetByLabel("999 unread")).ToHaveTextAsync("999");
        await SayAsync(3);
        await Assertions.Expect(page.Locator(".tablos .count")).ToHaveTextAsync("3");
        await SayAsync(0);

        await Assertions.Expect(page.Locator(".tablos .count, .tablos .unread")).ToHaveCountAsync(0);
    }

    // The server finds the cursor of another history, as after a restore.
    private static async Task ResetAsync(IPage page)
    {
        await page.EvaluateAsync("() => { window.forge = (address) => address.replace(/\\.[0-9a-z]{8}\\./, '.00000000.'); }");
        await page.ComeBackAsync();
        await LiveAsync(page);
    }

    /// <summary>A colleague, who is a member from now on.</summary>
    private async Task<OtherDevice> JoinAsync(IPage page)
    {
        var discussion = new Uri(page.Url).AbsolutePath;
        var bob = await SignedInAsync("Bob");
        await AdmitAsync(page, discussion, bob);
        return DeviceOf(bob, discussion);
    }

    private async Task<(IPage Page, OtherDevice Device)> OpenAsync(int rows)
    {
        var page = await SignedInAsync();
        await page.Context.OwnLinesAsync();
        var discussion = await CreateTabloAsync(page);
        var device = DeviceOf(page, discussion);
        await device.SayAsync(rows);
        await OpenAsync(page, discussion);
        await Assertions.Expect(Rows(page).Last).ToHaveAttributeAsync("data-number", $"{rows}");
        return (page, device);
    }
}
