namespace Xtablo.Browser.Tests;

public sealed class PastingTests(RunningXtablo xtablo) : WritingTest(xtablo)
{
    private const string Link = "https://b.example/x_(y)";

    [Theory]
    [InlineData("see the plan now", "the plan", "see [the plan](" + Link + ") now")]
    [InlineData("see a]b now", "a]b", "see [a\\]b](" + Link + ") now")]
    [InlineData("see a[b] now", "a[b] ", "see [a\\[b\\]](" + Link + ") now")]
    [InlineData("see https://a.example now", "https://a.example", "see " + Link + " now")]
    [InlineData("see [a](https://a.example)", "[a](https://a.example)", "see " + Link)]
    [InlineData("two\nlines", "two\nlines", Link)]
    [InlineData("in `some code` here", "some", "in `" + Link + " code` here")]
    [InlineData("```\nin a fence\n```", "a", "```\nin " + Link + " fence\n```")]
    [InlineData("```\nin a fence\n```\nbelow", "below", "```\nin a fence\n```\n[below](" + Link + ")")]
    public async Task A_link_over_words_links_them_and_over_a_link_lines_or_code_takes_their_place(string text, string chosen, string pasted)
    {
        var page = await OpenedAsync();
        await Composer(page).FillAsync(text);
        await SelectAsync(page, chosen);
        await PasteAsync(page, Link);

        await Assertions.Expect(Composer(page)).ToHaveValueAsync(pasted);
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync(text);
    }

    [Fact]
    public async Task Code_is_pasted_as_it_is_and_a_block_only_offered()
    {
        var page = await OpenedAsync();
        await TypeAsync(page, "Look: ");
        await PasteAsync(page, "if (a) {\n\tgo();\n}");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Look: if (a) {\n\tgo();\n}");
        await Button(page, "As code block").ClickAsync();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Look: \n```\nif (a) {\n\tgo();\n}\n```\n");
        await Assertions.Expect(Button(page, "As code block")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Look: if (a) {\n\tgo();\n}");
        await PasteAsync(page, "let a = 1;\nlet b = 2;");
        await Assertions.Expect(Button(page, "As code block")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("x");
        await Assertions.Expect(Button(page, "As code block")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("Ada Lovel\n12 Rue Oberkampf\n75011 Paris\nFrance")]
    [InlineData("Room\tRent\nKitchen\t120\nBath\t80")]
    [InlineData("Dear all,\n\nwe meet at ten (in the kitchen).\nBring cake!\n\nAda")]
    public async Task No_code_is_seen_in_an_address_a_sheet_or_a_letter(string text)
    {
        var page = await OpenedAsync();
        await PasteAsync(page, text);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync(text);
        await page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').some(({ name }) => name.includes('pasting'))");
        await page.WaitForTimeoutAsync(200);

        await Assertions.Expect(Button(page, "As code block")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Of_text_and_its_picture_the_text_is_pasted_with_its_tabs()
    {
        var page = await OpenedAsync();
        await page.EvaluateAsync("""
            async () => {
              const png = await new Promise(done => { const c = document.createElement('canvas'); c.width = c.height = 2; c.toBlob(done); });
              const text = (kind, value) => new Blob([value], { type: kind });
              await navigator.clipboard.write([new ClipboardItem({
                'text/plain': text('text/plain', 'Room\tRent\nBath\t80'), 'text/html': text('text/html', '<table><tr><td>Room</td></tr></table>'), 'image/png': png })]);
            }
            """);
        await Composer(page).PressAsync("Control+v");

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Room\tRent\nBath\t80");
    }

    private static async Task PasteAsync(IPage page, string text)
    {
        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);
        await page.Keyboard.PressAsync("Control+v");
    }

    private async Task<IPage> OpenedAsync()
    {
        var page = await SignedInAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await OpenAsync(page, await CreateTabloAsync(page));
        await Composer(page).FocusAsync();
        return page;
    }
}
