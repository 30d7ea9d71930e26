namespace Xtablo.Browser.Tests;

/// <summary>A page that the stream keeps current and a page loaded afresh are the same page.</summary>
public sealed class SamePageTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Theory]
    [InlineData("post")]
    [InlineData("edit")]
    [InlineData("delete")]
    [InlineData("edit, then delete")]
    [InlineData("react")]
    [InlineData("react and take it back")]
    [InlineData("reply, then edit what is answered")]
    [InlineData("reply, then delete what is answered")]
    [InlineData("pin")]
    [InlineData("pin and unpin")]
    [InlineData("mention")]
    [InlineData("mention, then edit it away")]
    public async Task After_each_kind_of_change(string change)
    {
        var (page, device) = await OpenAsync();
        switch (change)
        {
            case "post":
                await device.SayAsync("Posted");
                break;
            case "edit":
                await device.EditAsync(3, "Edited");
                break;
            case "delete":
                await device.DeleteAsync(3);
                break;
            case "react":
                await device.ReactAsync(3, "👍");
                break;
            case "react and take it back":
                await device.ReactAsync(3, "👍");
                await device.ReactAsync(3, "👍");
                break;
            case "pin":
                await device.PinAsync(3);
                break;
            case "pin and unpin":
                await device.PinAsync(3);
                await device.PinAsync(3, on: false);
                break;
            case "mention":
                await device.SayAsync("@Ada Lovel, see this");
                break;
            case "mention, then edit it away":
                await device.SayAsync("@Ada Lovel, see this");
                await device.EditAsync(11, "See this");
                break;
            case "reply, then edit what is answered":
                await device.ReplyAsync(3, "Yes");
                await device.EditAsync(3, "Edited");
                break;
            case "reply, then delete what is answered":
                await device.ReplyAsync(3, "Yes");
                await device.DeleteAsync(3);
                break;
            default:
                await device.EditAsync(3, "Edited");
                await device.DeleteAsync(3);
                break;
        }

        await SettledAsync(page, device);
        await SamePage.AssertAsync(page, change);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task After_random_changes_losses_reconnections_and_replays(int seed)
    {
        var (page, device) = await OpenAsync();
        var random = new Random(seed);
        for (var step = 1; step <= 60; step++)
        {
            await StepAsync(page, device, random);
            if (step % 20 == 0)
            {
                await SettledAsync(page, device);
                await SamePage.AssertAsync(page, $"seed {seed}, step {step}");
            }
        }
    }

    private static async Task StepAsync(IPage page, OtherDevice device, Random random)
    {
        var number = random.Next(1, device.Count + 1);
        switch (random.Next(15))
        {
            case < 4:
                await device.SayAsync(random.Next(1, 8));
                break;
            case < 6:
                await device.EditAsync(number, $"Edited {random.Next()}");
                break;
            case 6:
                await device.DeleteAsync(number);
                break;
            case 7:
                await page.LoseAsync(random.Next(1, 4));
                break;
            case 8:
                await page.BreakLineAsync();
                break;
            case 9 or 10:
                await device.ReactAsync(number, random.Next(2) == 0 ? "👍" : "🎉");
                break;
            case 11:
                await device.ReplyAsync(number, $"An answer to **{number}**");
                break;
            case 12:
                await device.PinAsync(number, on: random.Next(2) == 0);
                break;
            case 13:
                await device.EditAsync(number, $"@Ada Lovel, {random.Next()}");
                break;
            default:
                await page.EvaluateAsync("back => { window.forge = (address) => address.replace(/\\d+$/, (sequence) => Math.max(0, sequence - back)); }", random.Next(30));
                await page.ComeBackAsync();
                break;
        }
    }

    /// <summary>Whatever was lost has come: a last word has, over a line that is whole, and in order.</summary>
    private static async Task SettledAsync(IPage page, OtherDevice device)
    {
        await page.LoseAsync(0);
        await page.ComeBackAsync();
        await device.SayAsync("A last word");
        await Assertions.Expect(Rows(page).Last).ToHaveAttributeAsync("data-number", $"{device.Last}");
        await LiveAsync(page);
    }

    private async Task<(IPage Page, OtherDevice Device)> OpenAsync()
    {
        var page = await SignedInAsync();
        await page.Context.OwnLinesAsync();
        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        var device = DeviceOf(page, discussion);
        await device.SayAsync(10);
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(10);
        return (page, device);
    }
}
