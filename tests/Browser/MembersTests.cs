namespace Xtablo.Browser.Tests;

public sealed class MembersTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task Who_joins_by_a_link_is_in_and_who_is_removed_sees_no_more_of_it()
    {
        Expected.Add("404"); // the removed one's browser asks whether it may come back
        var ada = await SignedInAsync();
        var discussion = await CreateTabloAsync(ada);
        await OpenAsync(ada, discussion);
        var owner = await ada.Context.NewPageAsync();
        var bob = await SignedInAsync("Bob");
        await bob.GotoAsync(await InviteAsync(owner, discussion));
        await Button(bob, "Join as Bob").ClickAsync();
        await ArriveAsync(bob, discussion);
        await LiveAsync(bob);
        await Assertions.Expect(ada.Locator("#rows .notice")).ToContainTextAsync("Bob");
        await SayAsync(bob, "Here I am");
        await Assertions.Expect(ada.Locator("#rows .body")).ToHaveTextAsync(["Here I am"]);

        await owner.ReloadAsync();
        await owner.GetByLabel("Manage Bob").ClickAsync();
        await owner.GetByText("Remove", new() { Exact = true }).ClickAsync();
        await Button(owner, "Remove Bob").ClickAsync();

        await Assertions.Expect(bob.Locator("#connection")).ToHaveTextAsync("You no longer have access to this tablo.");
        await Assertions.Expect(bob.GetByText("Here I am")).ToHaveCountAsync(0);
        await Assertions.Expect(Composer(bob)).ToBeHiddenAsync();
        await SayAsync(ada, "Among ourselves");
        Assert.DoesNotContain("Among ourselves", await bob.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_above_the_messages_follows_who_comes_who_goes_and_who_owns_the_tablo()
    {
        Expected.Add("404"); // the browser of who has left asks whether it may come back
        var ada = await SignedInAsync();
        var discussion = await CreateTabloAsync(ada);
        await OpenAsync(ada, discussion);
        await Assertions.Expect(Members(ada)).ToHaveTextAsync("Only you");
        var owner = await ada.Context.NewPageAsync();
        var bob = await SignedInAsync("Bob");
        await bob.GotoAsync(await InviteAsync(owner, discussion));
        await Button(bob, "Join as Bob").ClickAsync();
        await LiveAsync(bob);
        await Assertions.Expect(Members(ada)).ToHaveTextAsync("2 members");
        await Assertions.Expect(Settings(bob)).ToBeHiddenAsync();
        await SayAsync(ada, "Ours");

        await owner.ReloadAsync();
        await owner.GetByLabel("Manage Bob").ClickAsync();
        await owner.GetByText("Make owner", new() { Exact = true }).ClickAsync();
        await Button(owner, "Make Bob the owner").ClickAsync();
        await Assertions.Expect(Settings(bob)).ToBeVisibleAsync();
        await Assertions.Expect(Settings(ada)).ToBeHiddenAsync();
        await Rows(bob).Filter(new() { HasText = "Ours" }).HoverAsync();
        await Assertions.Expect(Button(bob, "Pin")).ToBeVisibleAsync(); // the owner may, whoever wrote it

        await owner.GetByText("Leave this tablo").ClickAsync();
        await Button(owner, "Leave").ClickAsync();
        await Assertions.Expect(Members(bob)).ToHaveTextAsync("Only you");
    }

    [Fact]
    public async Task What_stands_there_is_asked_for_again_when_it_could_not_be_had_and_when_the_answer_may_be_older()
    {
        Expected.Add("ERR_");
        var ada = await SignedInAsync();
        var discussion = await CreateTabloAsync(ada);
        await OpenAsync(ada, discussion);
        var (answered, goesOn, asked) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        await ada.RouteAsync($"**{discussion}", async route =>
        {
            if (++asked == 1)
            {
                await route.AbortAsync();
                return;
            }

            var answer = await route.FetchAsync();
            answered.TrySetResult();
            await goesOn.Task;
            await route.FulfillAsync(new() { Response = answer });
        });
        await AdmitAsync(ada, discussion, await SignedInAsync("Bob"));
        await answered.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await AdmitAsync(ada, discussion, await SignedInAsync("Carol"));
        await Assertions.Expect(ada.Locator("#rows .notice").Last).ToContainTextAsync("Carol");
        goesOn.SetResult();

        await Assertions.Expect(Members(ada)).ToHaveTextAsync("3 members");
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task The_link_is_shown_whole_and_can_be_copied()
    {
        var ada = await SignedInAsync();
        await ada.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var link = await InviteAsync(ada, await CreateTabloAsync(ada));
        await Button(ada, "Copy").ClickAsync();

        await Assertions.Expect(Button(ada, "Copied")).ToBeVisibleAsync();
        Assert.StartsWith($"{Address}/invitations/", link, StringComparison.Ordinal);
        Assert.Equal(link, await ada.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }

    private static ILocator Members(IPage page) => page.Locator(".to-members");

    private static ILocator Settings(IPage page) => page.Locator(".to-settings");
}
