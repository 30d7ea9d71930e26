namespace Xtablo.Browser.Tests;

/// <summary>A name that is written from right to left turns nothing of the line in which it stands.</summary>
public sealed class RightToLeftNamesTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string Person = "دانا (A)";
    private const string Tablo = "!דנה";

    [Fact]
    public async Task It_stands_by_itself_wherever_it_is_written()
    {
        var page = await SignedInAsync();
        await page.Context.OwnLinesAsync();
        var dana = await SignedInAsync(Person);
        var discussion = await CreateTabloAsync(page, Tablo);
        await OpenAsync(page, discussion);
        await AdmitAsync(page, discussion, dana);
        await Assertions.Expect(page.Locator("#rows > .notice")).ToContainTextAsync($"\u2068{Person}\u2069 joined");
        await SaidBeforeAsync(dana, discussion, "A needle");

        await Assertions.Expect(page.Locator("#announcer")).ToHaveTextAsync($"\u2068{Person}\u2069: A needle");
        await Assertions.Expect(Rows(page).Last.Locator(".who bdi")).ToHaveTextAsync(Person);
        await page.WaitForFunctionAsync("end => document.title.endsWith(end)", $"\u2068{Tablo}\u2069 · Xtablo"); // with a count before it, or without
        await Assertions.Expect(Composer(page)).ToHaveAttributeAsync("placeholder", $"Message \u2068{Tablo}\u2069");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("דנה");
        await Assertions.Expect(page.Locator("#switcher [role=option] bdi.name").First).ToHaveTextAsync(Tablo);
        await page.GotoAsync("/search?q=needle");
        await Assertions.Expect(page.Locator(".hits .who > bdi")).ToHaveTextAsync(Person);
        await Assertions.Expect(page.Locator(".hits .in bdi")).ToHaveTextAsync(Tablo);
    }
}
