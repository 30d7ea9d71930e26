using Xtablo.Application.Members;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Shared;

namespace Xtablo.Browser.Tests;

/// <summary>Two people share a tablo. What becomes of it is seen on every page that is open, without a reload.</summary>
public sealed class FollowingTablosTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string First = "Rue Oberkampf 12";
    private IPage _owner = null!;
    private IPage _member = null!;
    private string _discussion = "";

    private string Id => _discussion.Split('/')[2];

    private TabloId Tablo => new(Guid.Parse(Id));

    private Person Owner => new(AccountOf(_owner), DisplayName.From("Ada"));

    [Fact]
    public async Task A_new_name_is_seen_wherever_the_old_one_stood()
    {
        await ShareAsync();
        var list = await AnotherAsync("/tablos");
        var members = await AnotherAsync(_discussion.Replace("/discussion", "/members", StringComparison.Ordinal));
        var tokens = await AnotherAsync("/account/tokens");
        await RenameAsync("Avenue Foch 3");

        await Expect(_member.Locator("h1")).ToHaveTextAsync("Avenue Foch 3");
        await Expect(_member).ToHaveTitleAsync("Avenue Foch 3 · Xtablo");
        await Expect(Composer(_member)).ToHaveAttributeAsync("placeholder", "Message Avenue Foch 3");
        await Expect(members).ToHaveTitleAsync("Members of Avenue Foch 3 · Xtablo");
        await Expect(members.Locator("main .hint bdi").First).ToHaveTextAsync("Avenue Foch 3");
        await Expect(NameIn(list, ".cards")).ToHaveTextAsync("Avenue Foch 3");
        await Expect(tokens.Locator("fieldset bdi")).ToHaveTextAsync("Avenue Foch 3"); // it stands in no list there
        foreach (var page in (IPage[])[_member, list, members, tokens])
        {
            await Expect(NameIn(page, ".side")).ToHaveTextAsync("Avenue Foch 3");
        }
    }

    [Fact]
    public async Task Who_takes_part_in_no_tablo_yet_is_told_what_will_stand_beside_the_page_until_one_does()
    {
        var page = await SignedInAsync();
        await page.GotoAsync("/account");
        var nothing = page.Locator(".side .nothing");
        await Expect(nothing).ToHaveTextAsync("The tablos that you take part in will stand here. Create one");
        await nothing.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await Accessibility.CheckAsync(page);
        await CreateTabloAsync(page);

        await Expect(NameIn(page, ".side")).ToHaveTextAsync(First);
        await Expect(nothing).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Each_page_is_told_of_it_in_its_own_language()
    {
        await ShareAsync();
        var account = await AnotherAsync("/account");
        await account.Locator("#Language").SelectOptionAsync("fr");
        await account.Locator("form", new() { Has = account.Locator("#Language") }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(account.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        await OpenAsync(account, _discussion);
        await RenameAsync("Avenue Foch 3");

        await Expect(account.Locator("#rows .notice").Last).ToContainTextAsync("a renommé ce tablo");
        await Expect(_member.Locator("#rows .notice").Last).ToContainTextAsync("renamed this tablo");
    }

    [Fact]
    public async Task A_new_name_is_text_whatever_is_in_it()
    {
        const string name = "<img src=x onerror=alert(1)> $& {0}";
        await ShareAsync();
        await RenameAsync(name);

        await Expect(_member.Locator("h1")).ToHaveTextAsync(name);
        await Expect(_member).ToHaveTitleAsync($"{name} · Xtablo");
        await Expect(Composer(_member)).ToHaveAttributeAsync("placeholder", $"Message {name}");
        await Expect(NameIn(_member, ".side")).ToHaveTextAsync(name);
        await Expect(_member.Locator("main img, .side img")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Renaming_disturbs_nobody_who_is_typing()
    {
        await ShareAsync();
        await Composer(_member).FillAsync("Half a thought");
        await Composer(_member).EvaluateAsync("field => field.setSelectionRange(4, 4)");
        await RenameAsync("Avenue Foch 3");
        await Expect(NameIn(_member, ".side")).ToHaveTextAsync("Avenue Foch 3");
        await _member.Keyboard.TypeAsync(" of");

        await Expect(Composer(_member)).ToHaveValueAsync("Half of a thought");
    }

    [Fact]
    public async Task A_list_that_is_read_with_the_keyboard_keeps_the_focus_and_its_place()
    {
        await ShareAsync();
        await MakeTablosAsync(30);

        await _member.GotoAsync("/tablos");
        await _member.Locator(".side .tablos").GetByRole(AriaRole.Link, new() { Name = "Site 20" }).FocusAsync();
        var scrolled = await _member.Locator(".side").EvaluateAsync<int>("side => side.scrollTop = 150");
        await RenameAsync("Site 99");

        await Expect(_member.Locator(".side .tablos .name").Last).ToHaveTextAsync("Site 99");
        await Expect(_member.Locator(".side a:focus")).ToContainTextAsync("Site 20");
        Assert.Equal(scrolled, await _member.Locator(".side").EvaluateAsync<int>("side => side.scrollTop"));
    }

    [Fact]
    public async Task A_long_list_is_shown_in_part_with_what_is_unread_in_it()
    {
        await ShareAsync();
        await _owner.GotoAsync(_discussion);
        await MakeTablosAsync(ListPage.Size + 1);
        var account = await AnotherAsync("/account"); // about no tablo: the last of the alphabet has no room
        await RenameAsync("Z, the last");
        await _member.GotoAsync("/tablos");
        await account.ReloadAsync();

        await Expect(account.Locator(".side [data-tablo]")).ToHaveCountAsync(ListPage.Size);
        await Expect(account.GetByRole(AriaRole.Link, new() { Name = "All tablos", Exact = true })).ToBeVisibleAsync();
        await Expect(account.Locator($".side [data-tablo='{Id}']")).ToHaveCountAsync(0);
        await SayAsync(_owner, "Are you there?");
        await Expect(account.Locator($".side [data-tablo='{Id}'] .name")).ToHaveTextAsync("Z, the last");
        await Expect(account.Locator(".side [data-tablo]")).ToHaveCountAsync(ListPage.Size);

        await Expect(_member.Locator(".cards .name").First).ToHaveTextAsync("Z, the last"); // also if it was on the other page
        await Expect(_member.Locator(".cards .count")).ToHaveTextAsync("1");
        await RenameAsync("Z, as ever");
        await Expect(_member.Locator($".cards [data-tablo='{Id}'] .name")).ToHaveTextAsync("Z, as ever");
        await Expect(_member.Locator(".pages")).ToContainTextAsync("Page 1 of 2");
    }

    [Fact]
    public async Task What_was_being_written_when_a_tablo_is_archived_can_be_copied_and_comes_back_when_it_is_restored()
    {
        await ShareAsync();
        await _member.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Composer(_member).FillAsync("Half a thought");
        await ArchiveAsync();

        await Expect(_member.Locator(".closed")).ToBeVisibleAsync();
        await Expect(_member.Locator("#connection")).ToHaveTextAsync("Archived");
        await Expect(Button(_member, "Send")).ToBeHiddenAsync();
        await _member.Keyboard.TypeAsync("no more");
        await _member.Keyboard.PressAsync("Enter");
        await Button(_member, "Copy").ClickAsync();
        await Expect(Button(_member, "Copied")).ToBeVisibleAsync();
        Assert.Equal("Half a thought", await _member.EvaluateAsync<string>("() => navigator.clipboard.readText()"));

        await RestoreAsync();
        await Expect(_member.Locator(".closed")).ToBeHiddenAsync();
        await Composer(_member).PressAsync("End");
        await _member.Keyboard.TypeAsync(", and the rest");
        await Composer(_member).PressAsync("Enter");
        await Expect(_member.Locator("#rows .body")).ToHaveTextAsync(["Half a thought, and the rest"]);
    }

    [Fact]
    public async Task Who_had_written_nothing_sees_only_that_the_tablo_is_archived_and_goes_on_where_they_were()
    {
        await ShareAsync();
        await Composer(_member).FocusAsync();
        await ArchiveAsync();
        await Expect(_member.Locator(".closed")).ToBeVisibleAsync();
        await Expect(Composer(_member)).ToBeHiddenAsync();
        await RestoreAsync();
        await Expect(Composer(_member)).ToBeVisibleAsync();
        await _member.Keyboard.TypeAsync("Here again");

        await Expect(Composer(_member)).ToHaveValueAsync("Here again");
    }

    [Fact]
    public async Task A_page_that_was_opened_archived_takes_messages_once_it_is_restored()
    {
        await ShareAsync();
        await ArchiveAsync();
        await OpenAsync(_member, _discussion);
        await Expect(Composer(_member)).ToBeHiddenAsync();
        await RestoreAsync();
        await SayAsync(_member, "At last");

        await Expect(_member.Locator("#connection")).ToHaveTextAsync("");
    }

    [Fact]
    public async Task An_archived_tablo_moves_to_the_archived_in_every_list_and_back()
    {
        await ShareAsync();
        var list = await AnotherAsync("/tablos");
        var account = await AnotherAsync("/account");
        await ArchiveAsync();

        await Expect(list.Locator("#archived .name")).ToHaveTextAsync([First]);
        await Expect(list.Locator("#in-use .name, .side .tablos [data-tablo]")).ToHaveCountAsync(0);
        await Expect(account.Locator(".side .tablos [data-tablo]")).ToHaveCountAsync(0);
        await Expect(NameIn(_member, ".side")).ToHaveTextAsync(First); // beside its own page it stays
        await Expect(_member.Locator(".side [aria-current]")).ToHaveTextAsync(First);

        await RestoreAsync();
        await Expect(NameIn(list, "#in-use")).ToHaveTextAsync(First);
        await Expect(list.Locator("#archived")).ToBeHiddenAsync();
        await Expect(NameIn(account, ".side")).ToHaveTextAsync(First);
    }

    [Fact]
    public async Task A_tablo_made_in_one_tab_stands_in_the_others_and_what_is_typed_there_stays()
    {
        var page = await SignedInAsync();
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/tablos");
        await other.GetByLabel("Name", new() { Exact = true }).FillAsync("Half a na");
        await CreateTabloByFormAsync(page, "New site");
        await Expect(NameIn(other, ".cards")).ToHaveTextAsync("New site");
        await other.Keyboard.TypeAsync("me");

        await Expect(NameIn(other, ".side")).ToHaveTextAsync("New site");
        await Expect(other.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Half a name");
    }

    [Fact]
    public async Task Who_is_removed_loses_it_from_every_list_and_keeps_what_they_were_writing()
    {
        await ShareAsync();
        var list = await AnotherAsync("/tablos");
        await Composer(_member).FillAsync("Half a thought");
        await RemoveAsync();

        await Expect(list.Locator($"[data-tablo='{Id}']")).ToHaveCountAsync(0);
        await Expect(_member.Locator(".side .tablos [data-tablo]")).ToHaveCountAsync(0);
        await Expect(Composer(_member)).ToHaveValueAsync("Half a thought");
        await Expect(Button(_member, "Copy")).ToBeVisibleAsync();
        await Expect(Button(_member, "Send")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_page_that_was_made_before_the_removal_and_comes_to_the_line_after_it_loses_it_too()
    {
        await ShareAsync();
        var list = await _member.Context.NewPageAsync();
        var made = await (await list.GotoAsync("/tablos"))!.TextAsync();
        await list.GotoAsync("about:blank");
        await RemoveAsync();
        await Expect(_member.Locator("#connection")).ToHaveTextAsync("You no longer have access to this tablo.");
        await list.RouteAsync("**/tablos", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Body = route.Request.IsNavigationRequest ? made : await answer.TextAsync() });
        });
        await list.GotoAsync("/tablos");

        await Expect(list.Locator($"[data-tablo='{Id}']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_page_whose_tablo_is_gone_still_hears_of_the_others()
    {
        await ShareAsync();
        await RemoveAsync();
        await Expect(_member.Locator("#connection")).ToHaveTextAsync("You no longer have access to this tablo.");
        var other = await AnotherAsync("/tablos");
        await CreateTabloAsync(other, "One of mine");

        await Expect(NameIn(_member, ".side")).ToHaveTextAsync("One of mine");
    }

    [Fact]
    public async Task What_went_while_the_line_was_cut_is_gone_once_it_is_back()
    {
        await ShareAsync();
        await _member.Context.OwnLinesAsync();
        var list = await AnotherAsync("/tablos");
        await list.WaitForFunctionAsync("() => window.line?.readyState === 1");
        await list.BreakLineAsync();
        await RemoveAsync();
        await list.ComeBackAsync();

        await Expect(list.Locator($"[data-tablo='{Id}']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_unread_in_it_is_counted_no_more()
    {
        await ShareAsync();
        await _member.Context.OwnLinesAsync();
        var list = await AnotherAsync("/tablos");
        await _member.CloseAsync();
        await list.WaitForFunctionAsync("() => window.line?.readyState === 1");
        await SaidBeforeAsync(_owner, _discussion, "Are you there?");
        await Expect(list).ToHaveTitleAsync("(1) Tablos · Xtablo");
        await list.BreakLineAsync();
        await RemoveAsync();
        await list.ComeBackAsync();

        await Expect(list).ToHaveTitleAsync("Tablos · Xtablo");
    }

    [Fact]
    public async Task The_count_stays_in_a_title_that_is_written_anew()
    {
        await ShareAsync();
        var other = await CreateTabloAsync(_owner, "Cellar");
        await AdmitAsync(_owner, other, _member);
        await SaidBeforeAsync(_owner, other, "Are you there?");
        await Expect(_member).ToHaveTitleAsync($"(1) {First} · Xtablo");
        await CreateTabloAsync(_member, "Attic"); // by which the lists are fetched anew
        await Expect(_member.Locator(".side").GetByText("Attic")).ToBeVisibleAsync();

        await Expect(_member).ToHaveTitleAsync($"(1) {First} · Xtablo");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    private static ILocator NameIn(IPage page, string list) => page.Locator($"{list} [data-tablo] .name");

    private async Task ShareAsync()
    {
        Expected.Add("404"); // the removed one's browser asks whether it may come back
        _owner = await SignedInAsync("Ada");
        _member = await SignedInAsync("Bob");
        _discussion = await CreateTabloAsync(_owner, First);
        await AdmitAsync(_owner, _discussion, _member);
        await OpenAsync(_member, _discussion);
    }

    /// <summary>Another page of the member.</summary>
    private async Task<IPage> AnotherAsync(string address)
    {
        var page = await _member.Context.NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    private async Task MakeTablosAsync(int number)
    {
        var member = new Person(AccountOf(_member), DisplayName.From("Ada"));
        for (var i = 0; i < number; i++)
        {
            await Services.DoAsync<CreateTablo, TabloId>(new(member, $"Site {i:00}"));
        }
    }

    private Task RenameAsync(string name) => Services.DoAsync<RenameTablo, bool>(new(Tablo, Owner, name));

    private Task ArchiveAsync() => Services.DoAsync<ArchiveTablo, bool>(new(Tablo, Owner, Archived: true));

    private Task RestoreAsync() => Services.DoAsync<ArchiveTablo, bool>(new(Tablo, Owner, Archived: false));

    private Task RemoveAsync() => Services.DoAsync<RemoveMember, bool>(new(Tablo, Owner, AccountOf(_member)));
}
