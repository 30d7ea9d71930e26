namespace Xtablo.Browser.Tests;

/// <summary>With a server of its own: others would wait for the thousands of changes.</summary>
public sealed class CatchingUpOnMuchTests(RunningXtablo xtablo) : BrowserTest(xtablo), IClassFixture<RunningXtablo>
{
    [Fact]
    public async Task After_5000_missed_posts_edits_and_deletions_a_tab_that_slept_shows_what_a_fresh_one_shows()
    {
        var page = await SignedInAsync();
        await page.Context.OwnLinesAsync();
        var discussion = await CreateTabloAsync(page);
        var device = DeviceOf(page, discussion);
        await device.SayAsync(100);
        await OpenAsync(page, discussion);
        await page.EvaluateAsync("() => line.close()"); // nobody is told
        await device.SayAsync(4000);
        for (var i = 0; i < 1000; i++)
        {
            var number = 1 + (i * 37 % device.Count);
            await (i % 2 == 0 ? device.EditAsync(number, $"Edited {i}") : device.DeleteAsync(number));
        }

        await page.ComeBackAsync();

        await Assertions.Expect(Rows(page).Last).ToHaveAttributeAsync("data-number", "4100", new() { Timeout = 60_000 });
        await page.WaitForFunctionAsync("() => document.getElementById('log').dataset.stream === 'live'");
        await SamePage.AssertAsync(page, "5,000 changes");
        Assert.Equal(Enumerable.Range(3801, 300), await SamePage.NumbersAsync(page));
    }
}
