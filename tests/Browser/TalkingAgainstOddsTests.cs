namespace Xtablo.Browser.Tests;

/// <summary>Where other programs went wrong: slow lines and double clicks, names that turn a line, code that no language is named for.</summary>
public sealed class TalkingAgainstOddsTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task Two_clicks_on_a_reaction_of_which_the_line_is_slow_say_once_what_the_page_showed()
    {
        var (ada, ben) = (await SignedInAsync(), await SignedInAsync("Ben"));
        var discussion = await CreateTabloAsync(ada);
        await AdmitAsync(ada, discussion, ben);
        await SaidBeforeAsync(ada, discussion, "Shall we?");
        await OpenAsync(ada, discussion);
        await OpenAsync(ben, discussion);
        await Rows(ada).Last.HoverAsync();
        await Button(ada, "React").ClickAsync();
        await ada.GetByRole(AriaRole.Menuitem, new() { Name = "👍" }).ClickAsync();
        var tally = ben.Locator(".reactions .tally");
        await Assertions.Expect(tally).ToHaveTextAsync("1");
        var (sent, letGo) = (new List<string>(), new TaskCompletionSource());
        await ben.RouteAsync("**/reactions", async route =>
        {
            lock (sent)
            {
                sent.Add(route.Request.PostData ?? "");
            }

            await letGo.Task;
            await route.ContinueAsync();
        });

        await ben.Locator(".reactions li a").DblClickAsync();
        letGo.SetResult();

        await Assertions.Expect(tally).ToHaveTextAsync("2");
        await Assertions.Expect(ada.Locator(".reactions .tally")).ToHaveTextAsync("2");
        await Assertions.Expect(ben.Locator("#toast")).ToBeHiddenAsync();
        await ben.ReloadAsync();
        await Assertions.Expect(tally).ToHaveTextAsync("2");
        Assert.All(sent, each => Assert.Contains("on=true", each, StringComparison.Ordinal)); // none says off, and none says nothing
    }

    [Theory]
    [InlineData("@Ada Lovel שלום לך.", "p", "rtl")]
    [InlineData("@مريم hello (1).", "p", "ltr")]
    [InlineData("- حليب\n- خبز", "ul", "rtl")]
    [InlineData("> متى نبدأ؟", "blockquote", "rtl")]
    [InlineData("متى\n```\nlet x = 1\n```", "pre", "ltr")]
    [InlineData("Hello\n\nשלום", "p:last-child", "rtl")]
    public async Task A_block_has_the_direction_of_its_own_words(string text, string block, string direction)
    {
        var ada = await SignedInAsync();
        var discussion = await CreateTabloAsync(ada);
        await AdmitAsync(ada, discussion, await SignedInAsync("مريم"));
        await SaidBeforeAsync(ada, discussion, text);
        await OpenAsync(ada, discussion);

        var shown = Rows(ada).Last.Locator($".body {block}").First;
        Assert.Equal(direction, await shown.EvaluateAsync<string>("block => getComputedStyle(block).direction"));
        Assert.Empty(await Rows(ada).Last.Locator(".mention").EvaluateAllAsync<string[]>(
            "names => names.map(name => getComputedStyle(name).unicodeBidi).filter(way => way !== 'isolate')"));
        if (block is "blockquote")
        {
            Assert.Equal("0px", await shown.EvaluateAsync<string>("block => getComputedStyle(block).borderLeftWidth"));
        }
    }

    [Fact]
    public async Task Code_of_no_language_or_an_unknown_one_is_never_guessed_at()
    {
        var ada = await SignedInAsync();
        var discussion = await CreateTabloAsync(ada);
        var code = string.Concat(Enumerable.Repeat("var x = \"if\"; // not\n", 470));
        await SaidBeforeAsync(ada, discussion, [$"```\n{code}```", $"```klingon\n{code}```", "```cs\nvar x;\n```"]);
        await OpenAsync(ada, discussion);

        await Assertions.Expect(Rows(ada).Last.Locator(".hljs-keyword")).ToHaveCountAsync(1);
        Assert.Equal(0, await Rows(ada).Nth(0).Locator("[class*=hljs-]").CountAsync());
        Assert.Equal(0, await Rows(ada).Nth(1).Locator("[class*=hljs-]").CountAsync());
    }

    [Fact]
    public async Task Code_wider_than_a_phone_is_reached_by_the_keyboard_copied_alone_where_there_is_no_clipboard_and_stays_scrolled()
    {
        var ada = await SignedInAsync(options: new() { ViewportSize = new() { Width = 320, Height = 640 } });
        await ada.AddInitScriptAsync("Object.defineProperty(navigator, 'clipboard', { value: undefined }); addEventListener('copy', () => { window.copied = document.activeElement.value; }, true)");
        var discussion = await CreateTabloAsync(ada);
        await SaidBeforeAsync(ada, discussion, $"```sh\nrm {new string('x', 200)}\n```");
        await OpenAsync(ada, discussion);
        await Assertions.Expect(Rows(ada).Last.Locator(".copy-code")).ToHaveCountAsync(1);
        await Accessibility.CheckAsync(ada);

        await Rows(ada).Last.FocusAsync();
        await ada.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Rows(ada).Last.Locator(".lines")).ToBeFocusedAsync();
        await Accessibility.CheckAsync(ada);
        await ada.Keyboard.PressAsync("ArrowRight");
        await ada.WaitForFunctionAsync("() => [...document.querySelectorAll('#rows pre, #rows pre > code')].some(block => block.scrollLeft > 0)");
        await Rows(ada).Last.Locator(".copy-code").ClickAsync();
        Assert.Equal($"rm {new string('x', 200)}", await ada.EvaluateAsync<string>("() => window.copied"));
        await SayAsync(ada, "and on");
        Assert.True(await ada.EvaluateAsync<bool>("() => [...document.querySelectorAll('#rows pre, #rows pre > code')].some(block => block.scrollLeft > 0)"));
    }
}
