namespace Xtablo.Browser.Tests;

/// <summary>The list of tablos is the page one looks at first: how each of them ends, as it is now.</summary>
public sealed class StartingADayTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task What_is_said_edited_and_deleted_shows_without_a_reload()
    {
        var (page, bob, discussion) = await StartAsync();
        var device = DeviceOf(page, discussion).OfAnother(PersonOf(bob));
        await device.SayAsync("The roofer comes at nine");
        await Expect(Line(page, discussion)).ToHaveTextAsync("Bob: The roofer comes at nine");
        await Expect(Card(page, discussion).Locator("time")).Not.ToContainTextAsync("UTC");
        await device.EditAsync(1, "The roofer comes at ten");
        await Expect(Line(page, discussion)).ToHaveTextAsync("Bob: The roofer comes at ten");
        await device.DeleteAsync(1);

        await Expect(Line(page, discussion)).ToHaveTextAsync("This message was deleted.");
        await StreamsBecomeAsync(page, 1);
    }

    [Fact]
    public async Task Where_something_new_is_comes_first()
    {
        var (page, bob, discussion) = await StartAsync();
        var other = await CreateTabloAsync(page, "Another");
        await Expect(page.Locator(".cards .name")).ToHaveTextAsync(["Another", "Rue Oberkampf 12"]);
        await SaidBeforeAsync(bob, discussion, "Are you there?", "@Ada");

        await Expect(page.Locator(".cards .name")).ToHaveTextAsync(["Rue Oberkampf 12", "Another"]);
        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Rue Oberkampf 12 , 2 unread , 1 mention", Exact = true })).ToBeVisibleAsync();
        await SaidBeforeAsync(page, other, "mine");
        await Expect(Line(page, other)).ToHaveTextAsync("Ada: mine"); // also of one that was made after the page
    }

    [Fact]
    public async Task It_is_live_beside_a_tab_of_the_same_tablo_and_after_a_cut()
    {
        var (page, bob, discussion) = await StartAsync();
        var tab = await page.Context.NewPageAsync();
        await OpenAsync(tab, discussion);
        await page.BringToFrontAsync();
        await SaidBeforeAsync(bob, discussion, "One");
        await Expect(Line(page, discussion)).ToHaveTextAsync("Bob: One");
        await Expect(Rows(tab).Last).ToContainTextAsync("One");
        await tab.CloseAsync();
        await SaidBeforeAsync(bob, discussion, "Two");

        await Expect(Line(page, discussion)).ToHaveTextAsync("Bob: Two");
    }

    [Fact]
    public async Task However_much_goes_on_the_list_is_asked_for_at_most_once_a_second()
    {
        var (page, bob, discussion) = await StartAsync();
        var asked = 0;
        page.Request += (_, request) => asked += request.Url.Contains("/tablos?here=", StringComparison.Ordinal) ? 1 : 0;
        var began = TimeProvider.System.GetTimestamp();
        await SaidBeforeAsync(bob, discussion, Enumerable.Range(1, 40).Select(i => $"Message {i}"));
        await Expect(Line(page, discussion)).ToHaveTextAsync("Bob: Message 40");

        Assert.InRange(asked, 1, 2 + (int)TimeProvider.System.GetElapsedTime(began).TotalSeconds);
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static ILocator Card(IPage page, string discussion) => page.Locator($".cards [data-tablo='{discussion.Split('/')[2]}']");

    private static ILocator Line(IPage page, string discussion) => Card(page, discussion).Locator(".line");

    private async Task<(IPage Page, IPage Bob, string Discussion)> StartAsync()
    {
        var page = await SignedInAsync("Ada");
        var bob = await SignedInAsync("Bob");
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, bob);
        await page.GotoAsync("/tablos");
        await StreamsBecomeAsync(page, 1);
        await Expect(Line(page, discussion)).ToContainTextAsync("joined");
        return (page, bob, discussion);
    }
}
