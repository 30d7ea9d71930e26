namespace Xtablo.Browser.Tests;

/// <summary>Keys that lead from tablo to tablo and from one part of a page to the next.</summary>
public sealed class GoingTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string Mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";

    [Fact]
    public async Task Alt_with_an_arrow_goes_to_the_next_tablo_and_round()
    {
        var (page, places) = await StartAsync();
        await page.Keyboard.PressAsync("Alt+ArrowDown");
        await Assertions.Expect(page).ToHaveURLAsync(places[1]);
        await LiveAsync(page);
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(page).ToHaveURLAsync(places[0]);
        await LiveAsync(page);
        await page.Keyboard.PressAsync("Alt+ArrowUp");

        await Assertions.Expect(page).ToHaveURLAsync(places[2]);
    }

    [Fact]
    public async Task With_Shift_it_passes_what_is_read()
    {
        var (page, places) = await StartAsync(unread: 2);
        await page.Keyboard.PressAsync("Alt+Shift+ArrowDown");

        await Assertions.Expect(page).ToHaveURLAsync(places[2]);
    }

    [Fact]
    public async Task On_a_Mac_these_move_the_caret_in_a_field_and_lead_on_elsewhere()
    {
        var (page, places) = await StartAsync(Mac);
        await Composer(page).FillAsync("text");
        await page.Keyboard.PressAsync("Alt+ArrowDown");
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        Assert.EndsWith(places[0], page.Url, StringComparison.Ordinal);
        await page.Locator("#log").FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowDown");

        await Assertions.Expect(page).ToHaveURLAsync(places[1]);
    }

    [Fact]
    public async Task F6_goes_from_part_to_part_and_back_with_Shift()
    {
        var (page, _) = await StartAsync();
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("F6");
        await Assertions.Expect(page.Locator(".side [aria-current]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("F6");
        await Assertions.Expect(Rows(page).Last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("F6");
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+F6");

        await Assertions.Expect(Rows(page).Last).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_question_mark_lists_the_keys_unless_it_is_written()
    {
        var (page, _) = await StartAsync();
        await Composer(page).PressAsync("?");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("?");
        await Assertions.Expect(Shortcuts(page)).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("F6");
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(Shortcuts(page)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(Shortcuts(page)).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".side [aria-current]")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_key_right_after_the_switcher_is_closed_is_no_letter_of_its_field()
    {
        var page = await SignedInAsync();
        await page.GotoAsync("/tablos");
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.Locator("#places > li").First).ToBeVisibleAsync();
        await page.EvaluateAsync("""
            () => {
              document.getElementById("switcher").close();
              document.querySelector("#switcher input").dispatchEvent(new KeyboardEvent("keydown", { key: "?", code: "Slash", bubbles: true, cancelable: true }));
            }
            """);

        await Assertions.Expect(page.Locator("#shortcuts")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_has_turned_single_keys_off_opens_the_list_by_its_button()
    {
        var (page, places) = await StartAsync();
        await page.GotoAsync("/account");
        await page.GetByLabel("Turn off shortcuts of a single key").CheckAsync();
        await page.Locator("form", new() { Has = page.Locator("[name=SingleKeysOff]") }).GetByRole(AriaRole.Button).ClickAsync();
        await LoadedAsync(page);
        await OpenAsync(page, places[0]);
        await page.Keyboard.PressAsync("F6");
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("?"); // as any other letter
        await Assertions.Expect(Shortcuts(page)).ToBeHiddenAsync();
        await Button(page, "Keyboard shortcuts").ClickAsync();

        await Assertions.Expect(Shortcuts(page)).ToContainTextAsync("Shortcuts of a single key are turned off.");
    }

    private static ILocator Shortcuts(IPage page) => page.Locator("#shortcuts");

    /// <summary>Three tablos, with the first open.</summary>
    private async Task<(IPage Page, string[] Places)> StartAsync(string? browser = null, int? unread = null)
    {
        var page = await SignedInAsync("Ada", new() { UserAgent = browser });
        string[] places = [await CreateTabloAsync(page, "A"), await CreateTabloAsync(page, "B"), await CreateTabloAsync(page, "C")];
        await SaidBeforeAsync(page, places[0], "One", "Two");
        if (unread is { } number)
        {
            var bob = await RegisteredAsync("Bob");
            await AdmitAsync(page, places[number], bob);
            await bob.WriteAsync(places[number], ["Are you there?"]);
        }

        await OpenAsync(page, places[0]);
        return (page, places);
    }
}
