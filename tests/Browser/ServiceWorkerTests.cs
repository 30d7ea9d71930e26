using System.Collections.Concurrent;
using Xtablo.Application.Members;

namespace Xtablo.Browser.Tests;

/// <summary>What the service worker leaves alone, and what it must not keep.</summary>
public sealed class ServiceWorkerTests(RunningXtablo xtablo) : KeptPagesTest(xtablo)
{
    private async Task<(IPage Page, string Discussion)> KeptAsync()
    {
        var page = await WithWorkerAsync();
        var discussion = await CreateTabloAsync(page);
        await KeepAsync(page, discussion);
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller");
        return (page, discussion);
    }

    [Fact]
    public async Task Nothing_but_pages_and_assets_passes_through_it()
    {
        var (page, discussion) = await KeptAsync();
        var passed = new ConcurrentQueue<string>();
        page.Context.Response += (_, answer) =>
        {
            if (answer.FromServiceWorker)
            {
                passed.Enqueue(new Uri(answer.Url).AbsolutePath);
            }
        };
        await OpenAsync(page, discussion);
        await SayAsync(page, "By htmx");
        await page.GotoAsync("/account");
        await page.GotoAsync("/tablos");
        await page.EvaluateAsync("() => fetch('/openapi/v1.json').then((answer) => answer.text())");
        await LoadedAsync(page);

        Assert.Contains(discussion, passed);
        Assert.Contains("/tablos", passed);
        Assert.All(passed, path => Assert.True(path == discussion || path == "/tablos" || path.StartsWith("/assets/", StringComparison.Ordinal), path));
    }

    [Fact]
    public async Task A_stream_lives_on_beside_it()
    {
        var (page, discussion) = await KeptAsync();
        await OpenAsync(page, discussion);
        await page.EvaluateAsync("async () => { window.lost = 0; new MutationObserver(() => { window.lost += log.dataset.stream !== 'live'; }).observe(log, { attributeFilter: ['data-stream'] }); }");
        await page.WaitForTimeoutAsync(40_000); // a worker without work is ended after 30 s
        await DeviceOf(page, discussion).SayAsync("Still here");

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Still here"]);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => lost"));
    }

    [Fact]
    public async Task On_a_slow_line_the_page_of_the_network_is_waited_for()
    {
        var (page, discussion) = await KeptAsync();
        await DeviceOf(page, discussion).SayAsync("New");
        await page.GotoAsync("about:blank");
        Line.Hold();
        var going = page.GotoAsync(discussion);
        await page.WaitForTimeoutAsync(5000);
        Assert.False(going.IsCompleted);
        Line.LetGo();
        await going;

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["New"]);
        Assert.Null(await page.Locator("html").GetAttributeAsync("data-as-of"));
    }

    [Fact]
    public async Task Signed_out_the_app_begins_with_signing_in_and_nothing_is_kept()
    {
        var (page, _) = await KeptAsync();
        await Button(page, "Sign out").ClickAsync();
        await ArriveAsync(page, "/sign-in");
        Assert.Empty(await KeptAsync(page));
        await page.GotoAsync("/");

        Assert.Equal("/sign-in?returnUrl=%2Ftablos", new Uri(page.Url).PathAndQuery);
        await Assertions.Expect(page.GetByLabel("Password")).ToBeVisibleAsync();
        Assert.Empty(await KeptAsync(page));
        Line.Cut();
        await page.GotoAsync("/tablos");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("No connection");
        await Assertions.Expect(page.Locator("#kept-title")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_session_that_ended_elsewhere_takes_the_kept_pages_along()
    {
        var (page, discussion) = await KeptAsync();
        Expected.Add("401");
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(discussion);

        await Assertions.Expect(page.GetByLabel("Password")).ToBeVisibleAsync();
        await BecomeKeptAsync(page, discussion, isKept: false);
    }

    [Fact]
    public async Task Signing_out_everywhere_takes_them_along_too()
    {
        var (page, discussion) = await KeptAsync();
        await page.GotoAsync("/account/sessions");
        await Button(page, "Sign out everywhere").ClickAsync();
        await ArriveAsync(page, "/sign-in*");

        await BecomeKeptAsync(page, discussion, isKept: false);
    }

    [Fact]
    public async Task A_page_of_someone_else_is_not_shown_to_who_signs_in_here()
    {
        var (page, discussion) = await KeptAsync();
        await BecomeAsync(page.Context, "Bob");
        await page.GotoAsync("/tablos");
        await BecomeKeptAsync(page, "/tablos");
        await BecomeKeptAsync(page, discussion, isKept: false);
        await GoWithoutLineAsync(page, discussion);

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("No connection");
    }

    [Fact]
    public async Task Who_is_removed_keeps_no_page_of_the_tablo()
    {
        Expected.Add("404");
        var owner = await SignedInAsync("Olga");
        var discussion = await CreateTabloAsync(owner);
        var page = await WithWorkerAsync();
        await AdmitAsync(owner, discussion, page);
        await KeepAsync(page, discussion);
        await page.GotoAsync("/account"); // where one hears of it too
        await SaidBeforeAsync(owner, discussion, "Last words");
        await Assertions.Expect(page.Locator("#beside .count")).ToHaveTextAsync("1");
        await Services.DoAsync<RemoveMember, bool>(new(Insider.TabloOf(discussion), PersonOf(owner), AccountOf(page)));

        await BecomeKeptAsync(page, discussion, isKept: false);
    }

    [Fact]
    public async Task A_text_that_was_deleted_is_kept_no_longer()
    {
        var page = await WithWorkerAsync();
        var discussion = await CreateTabloAsync(page);
        var device = DeviceOf(page, discussion);
        await device.SayAsync("A secret");
        await KeepAsync(page, discussion);
        await page.ReloadAsync(); // with the worker
        await LiveAsync(page);
        await device.DeleteAsync(1);
        await Assertions.Expect(page.Locator("#rows .deleted")).ToHaveCountAsync(1);

        for (var i = 0; i < 200 && await HoldsAsync(page, "A secret"); i++)
        {
            await page.WaitForTimeoutAsync(100);
        }

        Assert.False(await HoldsAsync(page, "A secret"));
        Assert.Contains(discussion, await KeptAsync(page));
    }

    private static Task<bool> HoldsAsync(IPage page, string text) => page.EvaluateAsync<bool>(
        """
        async (text) => {
          for (const name of (await caches.keys()).filter((each) => each.startsWith("pages "))) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              if ((await (await cache.match(request)).text()).includes(text)) {
                return true;
              }
            }
          }
          return false;
        }
        """,
        text);
}
