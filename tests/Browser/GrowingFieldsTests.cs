namespace Xtablo.Browser.Tests;

/// <summary>A field grows with its text: here in a browser in which the style alone does not do that.</summary>
public sealed class GrowingFieldsTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string WithoutFieldSizing = """
        CSS.supports = () => false;
        const style = new CSSStyleSheet();
        style.replaceSync("textarea { field-sizing: fixed !important; }");
        document.adoptedStyleSheets.push(style);
        """;

    [Fact]
    public async Task It_grows_up_to_a_part_of_the_screen_and_shrinks_when_the_text_is_sent()
    {
        var page = await WithRowAsync("one");
        var one = await HeightAsync(Composer(page));
        await Composer(page).FillAsync("1\n2\n3\n4");
        var four = await HeightAsync(Composer(page));
        Assert.InRange(four - one, 40, 120);
        await Composer(page).FillAsync(string.Join('\n', Enumerable.Range(1, 100)));
        Assert.InRange(await HeightAsync(Composer(page)), four, page.ViewportSize!.Height * 0.41f);
        await Composer(page).PressAsync("Enter");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("");

        Assert.Equal(one, await HeightAsync(Composer(page)));
    }

    [Fact]
    public async Task A_message_that_is_edited_is_seen_whole()
    {
        var page = await WithRowAsync("1\n2\n3\n4\n5\n6");
        await Rows(page).Last.HoverAsync();
        await Button(page, "Edit").ClickAsync();
        var field = await EditFieldAsync(page);

        Assert.Equal(0, await field.EvaluateAsync<int>("field => field.scrollHeight - field.clientHeight"));
        var six = await HeightAsync(field);
        await page.Keyboard.PressAsync("Shift+Enter");
        Assert.InRange(await HeightAsync(field) - six, 10, 40);
    }

    private static async Task<float> HeightAsync(ILocator field) => (await field.BoundingBoxAsync())!.Height;

    private async Task<IPage> WithRowAsync(string text)
    {
        var page = await SignedInAsync();
        await page.AddInitScriptAsync(WithoutFieldSizing);
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, text);
        await OpenAsync(page, discussion);
        await page.WaitForFunctionAsync("() => document.getElementById('composer-text').style.height"); // at rest
        return page;
    }
}
