using System.Text.RegularExpressions;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Tablos;

namespace Xtablo.Browser.Tests;

/// <summary>Many tabs of one browser, on plain http under a name that is not of the loopback, where many teams begin.</summary>
public sealed class SharingAConnectionTests(RunningXtablo xtablo) : TabsTest(xtablo)
{
    [Fact]
    public async Task Twelve_tabs_on_twelve_tablos_are_live_and_can_post_over_one_connection()
    {
        var page = await SignedInAsync();
        var tabs = new List<IPage>();
        for (var i = 1; i <= 12; i++)
        {
            var discussion = await CreateTabloAsync(page, $"Tablo {i}");
            tabs.Add(await page.Context.NewPageAsync());
            await tabs[^1].GotoAsync(discussion);
        }

        await page.CloseAsync();
        foreach (var tab in tabs)
        {
            await LiveAsync(tab);
        }

        await StreamsBecomeAsync(tabs[0], 1);
        foreach (var tab in tabs)
        {
            await SayAsync(tab, $"From {new Uri(tab.Url).AbsolutePath}");
            await DeviceOf(tab, new Uri(tab.Url).AbsolutePath).SayAsync("And from elsewhere");
        }

        foreach (var tab in tabs)
        {
            await Assertions.Expect(tab.Locator("#rows .body")).ToHaveTextAsync([$"From {new Uri(tab.Url).AbsolutePath}", "And from elsewhere"]);
        }

        await StreamsBecomeAsync(tabs[0], 1);
    }

    [Fact]
    public async Task A_tab_for_which_one_connection_has_no_room_has_a_line_of_its_own()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page, "The fifty-first");
        var device = DeviceOf(page, discussion);
        var account = AccountOf(page).ToString();
        var tablos = new List<string>();
        for (var i = 1; i <= 50; i++)
        {
            var tablo = await Services.DoAsync<CreateTablo, TabloId>(new(AccountOf(page), $"Tablo {i}"));
            tablos.Add(tablo.Value.ToString("N"));
        }

        await page.GotoAsync("/tablos");
        await page.EvaluateAsync(
            """
            ([account, ...tablos]) => { // to the worker these are fifty tabs
              const address = document.querySelector("script[type=module]").src.replace("page/app.js", "line/worker.js");
              window.ports = tablos.map((tablo) => {
                const { port } = new SharedWorker(address, { type: "module", name: `${account} en 0` });
                port.postMessage({ kind: "here", tablo, cursor: "aaaaaaaa.0" });
                return port;
              });
            }
            """,
            tablos.Prepend(account).ToArray());
        await StreamsBecomeAsync(page, 1);
        var tab = await page.Context.NewPageAsync();
        await OpenAsync(tab, discussion);

        await device.SayAsync("Seen");
        await Assertions.Expect(tab.Locator("#rows .body")).ToHaveTextAsync(["Seen"]);
        await StreamsBecomeAsync(page, 2);
    }

    [Fact]
    public async Task A_tab_of_someone_who_signed_out_shows_nothing_of_who_signed_in_next()
    {
        Expected.Add("401");
        var ada = await SignedInAsync("Ada");
        var discussion = await CreateTabloAsync(ada);
        await OpenAsync(ada, discussion);
        var bob = await ada.Context.NewPageAsync();
        await bob.GotoAsync("/tablos");
        await ada.Context.ClearCookiesAsync(new() { NameRegex = new Regex("^xtablo-session-", RegexOptions.None, TimeSpan.FromSeconds(1)) }); // her session lives on, as her stream does
        await BecomeAsync(bob.Context, "Bob");
        await OpenAsync(bob, await CreateTabloAsync(bob, "Bob's own"));
        await GoOnlineAsync(ada);

        await Assertions.Expect(ada.Locator("#connection")).ToHaveTextAsync("You are signed out.");
        await SayAsync(bob, "Mine");
        await Assertions.Expect(Rows(ada)).ToHaveCountAsync(0);
        Assert.EndsWith(discussion, new Uri(ada.Url).AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_same_person_signs_in_again_the_tabs_left_open_follow_again()
    {
        Expected.Add("401");
        var (tabs, devices) = await TwoTabsAsync();
        var cookies = await tabs[0].Context.CookiesAsync();
        await tabs[0].Context.ClearCookiesAsync(new() { NameRegex = new Regex("^xtablo-session-", RegexOptions.None, TimeSpan.FromSeconds(1)) });
        await GoOnlineAsync(tabs[0]);
        await Assertions.Expect(tabs[1].Locator("#connection")).ToHaveTextAsync("You are signed out.");
        await SayEverywhereAsync(devices, "Meanwhile");
        await tabs[0].Context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }));
        await tabs[0].ReloadAsync();

        await ExpectEverywhereAsync(tabs, "Meanwhile");
        await LiveAsync(tabs[1]);
    }

    [Fact]
    public async Task A_tab_that_the_browser_froze_has_everything_when_it_thaws()
    {
        var (tabs, devices) = await TwoTabsAsync();
        var session = await tabs[0].Context.NewCDPSessionAsync(tabs[0]);
        await session.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "frozen" });
        await SayEverywhereAsync(devices, "One");
        await SayEverywhereAsync(devices, "Two");
        await Assertions.Expect(Rows(tabs[1])).ToHaveCountAsync(2);
        await session.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "active" });

        await ExpectEverywhereAsync(tabs, "One", "Two");
    }

    [Fact]
    public async Task Two_tabs_of_one_tablo_that_are_not_equally_far_both_get_all_and_nothing_twice()
    {
        var first = await SignedInAsync();
        var discussion = await CreateTabloAsync(first);
        await OpenAsync(first, discussion);
        var second = await first.Context.NewPageAsync();
        await OpenAsync(second, discussion);
        var device = DeviceOf(first, discussion);
        var session = await first.Context.NewCDPSessionAsync(first);
        await session.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "frozen" });
        await (await WorkerAsync(second)).KillAsync(); // what it had sent to the frozen tab is lost with it
        await device.SayAsync("One");
        await ExpectEverywhereAsync([second], "One");
        await session.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "active" });
        await device.SayAsync("Two");

        await ExpectEverywhereAsync([first, second], "One", "Two");
        await StreamsBecomeAsync(first, 1);
    }

    /// <summary>More than once: a line that has just begun is not begun anew.</summary>
    private static Task GoOnlineAsync(IPage page) =>
        page.EvaluateAsync("() => { setInterval(() => dispatchEvent(new Event('online')), 200); }");
}
