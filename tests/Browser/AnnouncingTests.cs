namespace Xtablo.Browser.Tests;

/// <summary>What a screen reader is given to say: the words that the live region was filled with, in their order.</summary>
public sealed class AnnouncingTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task A_message_is_said_once_with_its_author_and_the_same_words_twice_are_said_twice()
    {
        var (page, ben, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(ben, discussion, "ok");
        await SaidAsync(page, ["Ben: ok"]);
        await SaidBeforeAsync(ben, discussion, "**ok**");

        await SaidAsync(page, ["Ben: ok", "Ben: ok"]);
    }

    [Fact]
    public async Task What_comes_in_a_rush_is_one_sentence_and_nothing_of_it_is_lost()
    {
        var (page, ben, discussion) = await OfTwoAsync();
        await page.Clock.InstallAsync();
        await StopClockAsync(page);
        await SaidBeforeAsync(ben, discussion, "first");
        await SaidAsync(page, ["Ben: first"]);
        await SaidBeforeAsync(ben, discussion, Enumerable.Range(1, 8).Select(i => $"{i}"));
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(11);
        await SaidAsync(page, ["Ben: first"]);
        await page.Clock.RunForAsync(2_000);

        await SaidAsync(page, ["Ben: first", "8 new messages"]);
    }

    [Fact]
    public async Task What_was_missed_is_one_sentence()
    {
        var (page, ben, discussion) = await OfTwoAsync();
        await page.BreakLineAsync();
        await SaidBeforeAsync(ben, discussion, Enumerable.Range(1, 12).Select(i => $"{i}"));
        await page.ComeBackAsync();

        await SaidAsync(page, ["12 new messages"]);
    }

    [Fact]
    public async Task Nothing_is_said_of_ones_own_of_edits_of_reactions_and_of_what_was_before()
    {
        var (page, ben, discussion) = await OfTwoAsync();
        await SaidBeforeAsync(page, discussion, Enumerable.Range(1, 60).Select(i => $"{i}"));
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("60");
        await page.ReloadAsync();
        await LiveAsync(page);
        await ListenAsync(page);
        await SayAsync(page, "mine");
        var device = DeviceOf(page, discussion);
        await device.SayAsync("mine too");
        await device.EditAsync(1, "mine three");
        await device.ReactAsync(1, "👍");
        await page.Locator("#older").EvaluateAsync("link => link.click()");
        await Assertions.Expect(Rows(page).First).ToHaveAttributeAsync("data-number", "1");
        await SaidBeforeAsync(ben, discussion, "of Ben");

        await SaidAsync(page, ["Ben: of Ben"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Log)).ToHaveAttributeAsync("aria-live", "off");
    }

    private static Task ListenAsync(IPage page) => page.EvaluateAsync("""
        () => {
          window.said = [];
          const place = document.getElementById("announcer");
          new MutationObserver(() => said.push(place.textContent)).observe(place, { childList: true });
        }
        """);

    private static Task SaidAsync(IPage page, string[] sentences) =>
        page.WaitForFunctionAsync("sentences => JSON.stringify(said) === JSON.stringify(sentences)", sentences);

    private async Task<(IPage Page, IPage Ben, string Discussion)> OfTwoAsync()
    {
        var page = await SignedInAsync();
        await page.Context.OwnLinesAsync();
        var ben = await SignedInAsync("Ben");
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, ben);
        await SaidBeforeAsync(ben, discussion, "before");
        await OpenAsync(page, discussion);
        await ListenAsync(page);
        return (page, ben, discussion);
    }
}
