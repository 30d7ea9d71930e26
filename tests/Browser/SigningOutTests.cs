namespace Xtablo.Browser.Tests;

public sealed class SigningOutTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private static ILocator Question(IPage page) => page.GetByRole(AriaRole.Dialog, new() { Name = "Some of your text is not sent" });

    /// <summary>Someone with a message that is not sent and a draft, who asks to sign out.</summary>
    private async Task<IPage> AskedAsync()
    {
        Expected.Add("413");
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await OnPostAsync(page, route => route.FulfillAsync(new() { Status = 413 }));
        await WriteAsync(page, "Not sent");
        await Assertions.Expect(Button(page, "Retry")).ToBeVisibleAsync();
        await Composer(page).FillAsync("Not finished");
        await Button(page, "Sign out").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Question(page).GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["Not sent", "Not finished"]);
        return page;
    }

    [Theory]
    [InlineData("Escape")]
    [InlineData("Enter")]
    public async Task With_unsent_text_it_asks_first_and_staying_is_the_first_choice(string key)
    {
        var page = await AskedAsync();
        await Assertions.Expect(Button(page, "Stay signed in")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync(key);

        await Assertions.Expect(Question(page)).ToBeHiddenAsync();
        await Assertions.Expect(Button(page, "Sign out")).ToBeFocusedAsync();
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(1);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Not finished");
    }

    [Fact]
    public async Task What_is_kept_is_there_after_signing_in_again()
    {
        var page = await AskedAsync();
        var discussion = new Uri(page.Url).AbsolutePath;
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await ArriveAsync(page, "/sign-in");
        await SignInAsync(page);
        await page.GotoAsync(discussion);

        await Assertions.Expect(Pending(page).Locator(".body")).ToHaveTextAsync(["Not sent"]);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Not finished");
    }

    [Fact]
    public async Task What_is_discarded_is_in_this_browser_no_more()
    {
        var page = await AskedAsync();
        var discussion = new Uri(page.Url).AbsolutePath;
        await Button(page, "Discard it and sign out").ClickAsync();
        await ArriveAsync(page, "/sign-in");
        await SignInAsync(page);
        await OpenAsync(page, discussion);

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("");
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Going_back_after_signing_out_shows_nothing_of_what_was_there()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await SayAsync(page, "For members alone");
        await Button(page, "Sign out").ClickAsync();
        await ArriveAsync(page, "/sign-in");
        await page.GoBackAsync();

        await Assertions.Expect(page.GetByLabel("Password")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("For members alone")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task With_nothing_unsent_it_asks_nothing()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await SayAsync(page, "Sent");
        await Button(page, "Sign out").ClickAsync();

        await ArriveAsync(page, "/sign-in");
    }
}
