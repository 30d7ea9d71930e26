using Xtablo.Application.Discussions;

namespace Xtablo.Browser.Tests;

/// <summary>What was read or marked unread in another tab or on another device, and what is said while a mark is on its way.</summary>
public sealed class SeenElsewhereTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task What_comes_unseen_after_the_rest_was_read_elsewhere_has_the_divider()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(bob, discussion, "one", "two");
        await page.GotoAsync(discussion); // where nobody sits
        await LiveAsync(page);
        await Assertions.Expect(Divided(page)).ToContainTextAsync("one");
        await SaidBeforeAsync(bob, discussion, "three", "four");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("four");
        await ReadElsewhereAsync(page, discussion, "one");
        await ReadElsewhereAsync(page, discussion, "two");

        await Assertions.Expect(Divided(page)).ToContainTextAsync("three");
        await ReadElsewhereAsync(page, discussion, "four");
        await SaidBeforeAsync(bob, discussion, "five");
        await Assertions.Expect(Divided(page)).ToContainTextAsync("five");
    }

    [Fact]
    public async Task The_divider_stays_while_what_it_stands_for_is_being_read_elsewhere()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(bob, discussion, "one", "two");
        await page.GotoAsync(discussion);
        await LiveAsync(page);
        await ReadElsewhereAsync(page, discussion, "one");
        await Assertions.Expect(page.Locator(".side .count")).ToHaveTextAsync("1");
        await SaidBeforeAsync(bob, discussion, "three");
        await Assertions.Expect(page.Locator(".side .count")).ToHaveTextAsync("2");
        await page.EvaluateAsync("() => new Promise((resolve) => setTimeout(resolve, 600))"); // long enough for another divider

        await Assertions.Expect(Divided(page)).ToContainTextAsync("one");
    }

    [Fact]
    public async Task Escape_right_after_marking_unread_counts_before_a_stream_has_said_so()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await page.Context.OwnLinesAsync();
        await SaidBeforeAsync(bob, discussion, "one", "two", "three");
        await OpenAsync(page, discussion);
        await page.BreakLineAsync();
        await MarkUnreadAsync(page, "two");
        await Assertions.Expect(Divided(page)).ToContainTextAsync("two");

        await ReadByEscapeAsync(page);
        await UnreadBecomesAsync(page, 0);
    }

    [Fact]
    public async Task Escape_while_marking_unread_is_on_its_way_counts_after_it()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(bob, discussion, "one", "two", "three");
        await OpenAsync(page, discussion);
        var (begun, goesOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync("**/unread", async route =>
        {
            begun.SetResult();
            await goesOn.Task;
            await route.ContinueAsync();
        });
        await MarkUnreadAsync(page, "two");
        await begun.Task.WaitAsync(Ct);
        await Composer(page).PressAsync("Escape");
        var read = page.WaitForRequestFinishedAsync(new() { Predicate = request => request.Url.EndsWith("/read", StringComparison.Ordinal) });
        goesOn.SetResult();
        await read;

        await UnreadBecomesAsync(page, 0);
        await Assertions.Expect(Divided(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_tab_reads_on_once_what_was_marked_unread_is_read_in_another()
    {
        var (page, bob, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(bob, discussion, "one", "two");
        await OpenAsync(page, discussion);
        var other = await page.Context.NewPageAsync();
        await OpenAsync(other, discussion);
        await MarkUnreadAsync(page, "one");
        await Assertions.Expect(Divided(other)).ToContainTextAsync("one");
        await Assertions.Expect(other).ToHaveTitleAsync("(2) Rue Oberkampf 12 · Xtablo");
        await ReadByEscapeAsync(page);
        await Assertions.Expect(other).ToHaveTitleAsync("Rue Oberkampf 12 · Xtablo");
        await page.CloseAsync();
        await SaidBeforeAsync(bob, discussion, "three");
        await Assertions.Expect(Rows(other).Last).ToContainTextAsync("three");
        await other.Mouse.MoveAsync(310, 310);

        await UnreadBecomesAsync(other, 0);
    }

    private static ILocator Divided(IPage page) => page.Locator("#rows .first-unread");

    private static async Task MarkUnreadAsync(IPage page, string text)
    {
        await Rows(page).Filter(new() { HasText = text }).HoverAsync();
        await Button(page, "Mark unread").ClickAsync();
    }

    private static Task ReadByEscapeAsync(IPage page) => page.RunAndWaitForRequestFinishedAsync(
        () => page.Keyboard.PressAsync("Escape"), new() { Predicate = request => request.Url.EndsWith("/read", StringComparison.Ordinal) });

    /// <summary>As another page of the same person shows it.</summary>
    private static async Task UnreadBecomesAsync(IPage page, int count)
    {
        var list = await page.Context.NewPageAsync();
        await list.GotoAsync("/account");
        await Assertions.Expect(list).ToHaveTitleAsync(count == 0 ? "Account · Xtablo" : $"({count}) Account · Xtablo");
        await Assertions.Expect(list.Locator(".side .count")).ToHaveCountAsync(count == 0 ? 0 : 1);
    }

    private async Task ReadElsewhereAsync(IPage page, string discussion, string upTo)
    {
        var number = await Rows(page).Filter(new() { HasText = upTo }).GetAttributeAsync("data-number");
        await Services.DoAsync<MarkRead, bool>(new(
            Insider.TabloOf(discussion), AccountOf(page), long.Parse(number!, System.Globalization.CultureInfo.InvariantCulture), Generation: null));
    }

    private async Task<(IPage Page, IPage Bob, string Discussion)> OfTwoAsync()
    {
        var page = await SignedInAsync();
        var bob = await SignedInAsync("Bob");
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, bob);
        return (page, bob, discussion);
    }
}
