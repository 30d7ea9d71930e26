namespace Xtablo.Browser.Tests;

public sealed class AccountTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task A_token_is_made_as_the_form_stands_and_shown_once()
    {
        var page = await SignedInAsync();
        await CreateTabloAsync(page);
        await page.GotoAsync("/account/tokens");
        await page.GetByLabel("Label").FillAsync("Build bot");
        await page.GetByLabel("Your password").FillAsync(Password);
        await Button(page, "Create a token").ClickAsync();

        await Assertions.Expect(page.Locator("#token")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^xt_[A-Za-z0-9_-]{22}$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.GotoAsync("/account/tokens");
        await Assertions.Expect(page.Locator("#token")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("Build bot")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_has_chosen_no_tablo_for_a_token_goes_on_at_the_choice()
    {
        Expected.Add("422");
        var page = await SignedInAsync(options: new() { ViewportSize = new() { Width = 390, Height = 600 } });
        await page.GotoAsync("/account/tokens");
        var choice = page.GetByLabel("All my tablos, including future ones");
        await choice.UncheckAsync();
        await page.GetByLabel("Your password").FillAsync(Password);
        await Button(page, "Create a token").ClickAsync();

        await Assertions.Expect(choice).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { Visible = true })).ToBeInViewportAsync();
        Assert.StartsWith("Error: ", await page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signed_out_everywhere_the_tab_left_open_elsewhere_says_so_and_shows_nothing()
    {
        Expected.Add("401");
        var here = await SignedInAsync();
        var discussion = await CreateTabloAsync(here);
        await SaidBeforeAsync(here, discussion, "For us alone");
        var elsewhere = await (await BrowserAsync()).NewPageAsync();
        await elsewhere.GotoAsync($"/sign-in?returnUrl={discussion}");
        await SignInAsync(elsewhere);
        await LiveAsync(elsewhere);
        await here.GotoAsync("/account/sessions");
        await Button(here, "Sign out everywhere").ClickAsync();
        await ArriveAsync(here, "/sign-in");

        await Assertions.Expect(elsewhere.Locator("#connection")).ToHaveTextAsync("You are signed out.");
        await Assertions.Expect(Rows(elsewhere)).ToHaveCountAsync(0); // not in the page at all, hidden or not
        var tab = await elsewhere.Context.NewPageAsync();
        await tab.GotoAsync("/sign-in");
        await SignInAsync(tab);
        await tab.GotoAsync(discussion);
        await Assertions.Expect(elsewhere.GetByText("For us alone")).ToBeVisibleAsync(); // the same person is back, in another tab
    }
}
