namespace Xtablo.Browser.Tests;

/// <summary>@all in a tablo of many: it is asked whether all of them shall be called, wherever the text comes from.</summary>
public sealed class CallingEverybodyTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task What_calls_everybody_waits_in_the_page_until_one_says_yes()
    {
        var page = await OfTwelveAsync();
        await WriteAsync(page, "@all come");
        await Assertions.Expect(Pending(page)).ToContainTextAsync("@all calls 12 people.");
        await Assertions.Expect(Rows(page).Locator(".body")).ToHaveTextAsync(["before"]);
        await Button(page, "Retry").ClickAsync();

        await Assertions.Expect(Rows(page).Locator(".body")).ToHaveTextAsync(["before", "@all come"]);
        await Assertions.Expect(Rows(page).Last).ToHaveAttributeAsync("data-mentions", "all");
    }

    [Fact]
    public async Task What_calls_everybody_can_be_called_off_with_the_text_in_hand()
    {
        var page = await OfTwelveAsync();
        await WriteAsync(page, "@all come");
        await Pending(page).GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("@all come");
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_edit_that_calls_everybody_asks_too_and_saving_again_is_the_answer()
    {
        var page = await OfTwelveAsync();
        await Rows(page).Last.HoverAsync();
        await Button(page, "Edit").ClickAsync();
        var field = await EditFieldAsync(page);
        await field.FillAsync("@all come now");
        await field.PressAsync("Enter");
        await Assertions.Expect(page.Locator("form.editing .error")).ToContainTextAsync("@all calls 12 people.");
        await Assertions.Expect(field).ToHaveValueAsync("@all come now");
        await field.PressAsync("Enter");

        await Assertions.Expect(Rows(page).Last).ToHaveAttributeAsync("data-mentions", "all");
        await Assertions.Expect(field).ToHaveCountAsync(0);
    }

    private async Task<IPage> OfTwelveAsync()
    {
        Expected.Add("422");
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        for (var member = 2; member <= 12; member++)
        {
            await AdmitAsync(page, discussion, await RegisteredAsync($"Member {member}"));
        }

        await SaidBeforeAsync(page, discussion, "before");
        await OpenAsync(page, discussion);
        return page;
    }
}
