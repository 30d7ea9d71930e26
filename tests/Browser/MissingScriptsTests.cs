namespace Xtablo.Browser.Tests;

/// <summary>A script that does not load, of ours or of others, leaves a page with which one can write.</summary>
public sealed class MissingScriptsTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task Without_htmx_a_message_is_sent_by_other_means_and_no_other_tab_is_held_up()
    {
        Expected.Add("ERR_FAILED");
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        var other = await page.Context.NewPageAsync();
        await page.RouteAsync("**/htmx*", route => route.AbortAsync());
        await OpenAsync(other, discussion);
        await OpenAsync(page, discussion);
        await SayAsync(page, "From here");
        await SayAsync(other, "From there");
        await Rows(page).First.HoverAsync();
        await Button(page, "Edit").ClickAsync();
        await (await EditFieldAsync(page)).FillAsync("Edited here");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(other.Locator("#rows .body")).ToHaveTextAsync(["Edited here", "From there"]);
        await Assertions.Expect(Pending(other)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("**/app*.js")]
    [InlineData("**/chunk*.js")]
    public async Task Without_one_of_our_own_the_page_is_forms_that_work_and_says_so(string script)
    {
        Expected.Add("ERR_FAILED");
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await page.RouteAsync(script, route => route.AbortAsync());
        await page.GotoAsync(discussion);
        await Composer(page).FillAsync("By the form");
        await Button(page, "Send").ClickAsync();
        await ArriveAsync(page, "/tablos/*/discussion#message-*");

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["By the form"]);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("");
        await Assertions.Expect(page.GetByText("This page does not update by itself.")).ToBeVisibleAsync();
    }
}
