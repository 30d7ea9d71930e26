namespace Xtablo.Browser.Tests;

/// <summary>Plain http under a name that is not loopback, where many teams begin: no crypto.randomUUID, no Web Locks.</summary>
public sealed class PlainHttpTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    protected override string Address => base.Address.Replace("127.0.0.1", RunningXtablo.OtherName, StringComparison.Ordinal);

    [Fact]
    public async Task Everything_that_is_written_is_kept_and_sent_there_too()
    {
        Expected.AddRange(["503", "Cross-Origin-Opener-Policy"]); // the browser says that this header does nothing there
        var page = await SignedInAsync();
        Assert.False(await page.EvaluateAsync<bool>("() => isSecureContext || 'randomUUID' in crypto"));
        await OpenAsync(page, await CreateTabloAsync(page));
        await OnPostAsync(page, route => route.FulfillAsync(new() { Status = 503 }));
        await WriteAsync(page, ["one", "two"]);
        await Composer(page).FillAsync("thr");
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(2);
        await page.ReloadAsync();
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(2);
        await page.UnrouteAllAsync();
        await page.ReloadAsync();

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one", "two"]);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("thr");
        await Composer(page).FillAsync("");
        await Composer(page).PressAsync("ArrowUp");
        await page.Keyboard.TypeAsync("!");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one", "two!"]);
    }

    [Fact]
    public async Task A_second_tab_leaves_the_draft_of_the_first_alone_and_one_that_comes_later_takes_over_what_it_left()
    {
        Expected.Add("Cross-Origin-Opener-Policy");
        var page = await SignedInAsync();
        Assert.False(await page.EvaluateAsync<bool>("() => 'locks' in navigator"));
        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        await page.Keyboard.TypeAsync("Half an hour of typing");
        var other = await page.Context.NewPageAsync();
        await OpenAsync(other, discussion);
        await SayAsync(other, "brb");
        await Assertions.Expect(Composer(other)).ToHaveValueAsync("");
        await page.ReloadAsync();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Half an hour of typing");
        await page.CloseAsync(new() { RunBeforeUnload = false });
        await other.ReloadAsync();

        await Assertions.Expect(Composer(other)).ToHaveValueAsync("Half an hour of typing");
    }
}
