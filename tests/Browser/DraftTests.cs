using System.Text.RegularExpressions;
using Xtablo.Application.Discussions;

namespace Xtablo.Browser.Tests;

/// <summary>What is typed and not sent.</summary>
public sealed class DraftTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private static ILocator MarkOf(IPage page, string tablo) =>
        page.Locator(".tablos li").Filter(new() { HasText = tablo }).GetByText("draft", new() { Exact = true });

    [Fact]
    public async Task A_draft_is_there_after_visiting_another_tablo_and_after_a_reload_and_is_gone_after_sending()
    {
        var page = await SignedInAsync();
        var first = await CreateTabloAsync(page, "First");
        var second = await CreateTabloAsync(page, "Second");
        await OpenAsync(page, first);
        await page.Keyboard.TypeAsync("Half a th");
        await OpenAsync(page, second);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("");
        await Assertions.Expect(MarkOf(page, "First")).ToBeVisibleAsync();
        await Assertions.Expect(MarkOf(page, "Second")).ToBeHiddenAsync();
        await OpenAsync(page, first);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Half a th");
        await page.Keyboard.TypeAsync("ought");
        await page.ReloadAsync();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Half a thought");
        await Composer(page).PressAsync("Enter");
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Half a thought"]);
        await OpenAsync(page, second);

        await Assertions.Expect(MarkOf(page, "First")).ToHaveCountAsync(0);
        await OpenAsync(page, first);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_draft_outlives_the_tab_and_is_marked_in_the_others_at_once()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/tablos");
        await OpenAsync(page, discussion);
        await page.Keyboard.TypeAsync("Half a thought");
        await Assertions.Expect(MarkOf(other, "Rue Oberkampf 12")).ToBeVisibleAsync();
        await page.CloseAsync(new() { RunBeforeUnload = false });
        await OpenAsync(other, discussion);

        await Assertions.Expect(Composer(other)).ToHaveValueAsync("Half a thought");
    }

    [Fact]
    public async Task What_is_sent_in_one_tab_takes_nothing_from_another()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        await page.Keyboard.TypeAsync("Half an hour of typing");
        var other = await page.Context.NewPageAsync();
        await OpenAsync(other, discussion);
        await Assertions.Expect(Composer(other)).ToHaveValueAsync("");
        await SayAsync(other, "brb");
        await page.ReloadAsync();

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Half an hour of typing");
        await Composer(other).FillAsync("Something else");
        await page.ReloadAsync();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Half an hour of typing");
        await other.ReloadAsync();
        await Assertions.Expect(Composer(other)).ToHaveValueAsync("Something else");
    }

    [Fact]
    public async Task Who_types_before_the_draft_is_there_loses_neither()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        await page.Keyboard.TypeAsync("Half a thought");
        await page.AddInitScriptAsync("""
            const { request } = LockManager.prototype;
            let isFirst = true;
            LockManager.prototype.request = async function (...of) {
              if (isFirst) {
                isFirst = false;
                await new Promise((go) => { window.letGo = go; });
              }
              return request.apply(this, of);
            };
            """);
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("() => window.letGo");
        await Composer(page).FillAsync("and more");
        await page.EvaluateAsync("() => letGo()");

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Half a thought\nand more");
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("() => window.letGo");
        await page.EvaluateAsync("() => letGo()");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Half a thought\nand more");
    }

    [Fact]
    public async Task A_copy_of_a_tab_writes_for_itself()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        await page.Keyboard.TypeAsync("Half a thought");
        var memory = await page.EvaluateAsync<string>("() => sessionStorage.getItem('xtablo-tab')");
        var copy = await page.Context.NewPageAsync();
        await copy.AddInitScriptAsync($"sessionStorage.getItem('xtablo-tab') ?? sessionStorage.setItem('xtablo-tab', '{memory}')");
        await OpenAsync(copy, discussion);
        await copy.WaitForFunctionAsync("memory => sessionStorage.getItem('xtablo-tab') !== memory", memory);
        await SayAsync(copy, "brb");
        await page.ReloadAsync();

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Half a thought");
    }

    [Fact]
    public async Task A_text_carried_through_signing_in_is_not_brought_again_once_it_was_emptied()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await KeepOnTheServerAsync(page, discussion, "Carried along");
        await page.RunAndWaitForResponseAsync(() => OpenAsync(page, discussion), answer => answer.Url.EndsWith("/draft/taken", StringComparison.Ordinal) && answer.Ok);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Carried along");
        await page.ReloadAsync();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Carried along"); // the browser has it now
        await Composer(page).FillAsync("");
        await OpenAsync(page, discussion);

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_text_carried_through_signing_in_takes_nothing_from_what_was_typed_here()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        await page.Keyboard.TypeAsync("Half a thought");
        await KeepOnTheServerAsync(page, discussion, "Carried along");
        await page.ReloadAsync();
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Half a thought\nCarried along");
        await page.ReloadAsync();

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("Half a thought\nCarried along");
    }

    [Fact]
    public async Task A_draft_is_not_shared_with_another_account_of_the_same_browser()
    {
        var page = await SignedInAsync("Ada Lovel");
        await OpenAsync(page, await CreateTabloAsync(page, "Of Ada"));
        await page.Keyboard.TypeAsync("Mine alone");
        await page.Context.ClearCookiesAsync(new() { NameRegex = new Regex("^xtablo-session-", RegexOptions.None, TimeSpan.FromSeconds(1)) });
        await BecomeAsync(page.Context, "Eve");
        await OpenAsync(page, await CreateTabloAsync(page, "Of Eve"));

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("");
        await Button(page, "Sign out").ClickAsync(); // asks nothing: the text is none of hers
        await ArriveAsync(page, "/sign-in");
    }

    /// <summary>As when it was posted while signed out.</summary>
    private Task KeepOnTheServerAsync(IPage page, string discussion, string text) =>
        Services.DoAsync<KeepDraft, Draft?>(new(Insider.TabloOf(discussion), AccountOf(page), text, ClientId: null));
}
