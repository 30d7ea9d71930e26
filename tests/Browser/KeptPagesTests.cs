using System.Text.RegularExpressions;

namespace Xtablo.Browser.Tests;

/// <summary>What can be read and written where there is no line.</summary>
public sealed partial class KeptPagesTests(RunningXtablo xtablo) : KeptPagesTest(xtablo)
{
    private static ILocator Banner(IPage page) => page.Locator(".banner.as-of");

    [Fact]
    public async Task A_discussion_is_read_as_it_was_and_what_is_written_goes_out_once()
    {
        Expected.Add("400"); // the field of the page that was kept is stale
        var page = await WithWorkerAsync();
        var discussion = await CreateTabloAsync(page);
        var device = DeviceOf(page, discussion);
        await device.SayAsync("Before");
        await KeepAsync(page, discussion);
        await GoWithoutLineAsync(page, discussion);
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Before"]);
        await Assertions.Expect(Banner(page)).ToHaveTextAsync(AsOf());
        await WriteAsync(page, ["Later", "And later"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(2);
        await page.ReloadAsync();
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(2);
        await device.SayAsync("Meanwhile");
        await page.EvaluateAsync("() => document.querySelectorAll('[name=__RequestVerificationToken]').forEach((field) => { field.value = 'of last week'; })");
        var refused = 0;
        page.Response += (_, answer) => refused += answer.Status == 400 && answer.Url.EndsWith(discussion, StringComparison.Ordinal) ? 1 : 0;
        Line.Mend();

        await LiveAsync(page);
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Before", "Meanwhile", "Later", "And later"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
        await Assertions.Expect(Banner(page)).ToHaveCountAsync(0);
        Assert.Equal(1, refused);
    }

    [Fact]
    public async Task The_app_begins_at_the_tablos_that_it_knows_and_is_up_to_date_when_the_line_is_back()
    {
        var page = await WithWorkerAsync();
        await CreateTabloAsync(page, "Roof");
        await page.GotoAsync("/tablos");
        await BecomeKeptAsync(page, "/tablos");
        await GoWithoutLineAsync(page, "/");
        await Assertions.Expect(page.Locator("#in-use")).ToContainTextAsync("Roof");
        await Assertions.Expect(Banner(page)).ToContainTextAsync("No connection.");
        await CreateTabloAsync(page, "Cellar");
        Line.Mend();
        await LineIsBackAsync(page);

        await Assertions.Expect(page.Locator("#in-use")).ToContainTextAsync("Cellar");
        await Assertions.Expect(Banner(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_page_is_kept_though_a_worker_that_it_did_not_pass_through_has_claimed_it_already()
    {
        var page = await WithWorkerAsync();
        await page.AddInitScriptAsync(
            """
            const register = ServiceWorkerContainer.prototype.register;
            ServiceWorkerContainer.prototype.register = async function (...all) {
              const registration = await register.apply(this, all);
              while (!this.controller) {
                await new Promise((then) => setTimeout(then, 10));
              }
              return registration;
            };
            """); // as on a busy machine
        await KeepAsync(page, await CreateTabloAsync(page));
    }

    [Fact]
    public async Task A_page_is_kept_though_the_browser_never_says_that_it_has_time()
    {
        var page = await WithWorkerAsync();
        var discussion = await CreateTabloAsync(page);
        await page.AddInitScriptAsync("window.requestIdleCallback = (work, { timeout } = {}) => timeout && setTimeout(work, timeout);");
        await KeepAsync(page, discussion);
    }

    [Fact]
    public async Task A_page_that_passed_through_the_worker_is_not_asked_for_once_more()
    {
        var page = await WithWorkerAsync();
        var discussion = await CreateTabloAsync(page);
        await page.AddInitScriptAsync(
            """
            const register = ServiceWorkerContainer.prototype.register;
            ServiceWorkerContainer.prototype.register = function (...all) {
              return window.registered = register.apply(this, all);
            };
            const postMessage = ServiceWorker.prototype.postMessage;
            window.kept = [];
            ServiceWorker.prototype.postMessage = function (message) {
              window.kept.push(message.keep);
              return postMessage.call(this, message);
            };
            """);
        await KeepAsync(page, discussion);
        Assert.Equal([discussion], await page.EvaluateAsync<string[]>("() => window.kept"));
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("() => window.registered");
        await page.EvaluateAsync("async () => { await window.registered; await navigator.serviceWorker.ready; await new Promise((then) => setTimeout(then)); }");

        Assert.Empty(await page.EvaluateAsync<string[]>("() => window.kept"));
    }

    [Fact]
    public async Task A_page_that_was_not_kept_says_so_and_leads_to_those_that_were()
    {
        var page = await WithWorkerAsync();
        var (roof, cellar) = (await CreateTabloAsync(page, "Roof"), await CreateTabloAsync(page, "Cellar"));
        await KeepAsync(page, roof);
        await GoWithoutLineAsync(page, cellar);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("No connection");
        await page.GetByRole(AriaRole.Link, new() { Name = "Roof" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Roof");
        await page.GoBackAsync();
        Line.Mend();
        await page.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Cellar");
    }

    [Theory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Neither_a_kept_page_nor_what_stands_for_another_bars_anybody(int width, ColorScheme scheme)
    {
        var page = await WithWorkerAsync(options: new() { ViewportSize = new() { Width = width, Height = 720 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        var (roof, cellar) = (await CreateTabloAsync(page, "Roof"), await CreateTabloAsync(page, "Cellar"));
        await SaidBeforeAsync(page, roof, "Before");
        await KeepAsync(page, roof);
        await GoWithoutLineAsync(page, roof);
        await Assertions.Expect(Banner(page)).ToBeVisibleAsync();
        await Accessibility.CheckAsync(page);
        await page.GotoAsync(cellar);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Roof" })).ToBeVisibleAsync();
        await Accessibility.CheckAsync(page);
    }

    [Fact]
    public async Task A_kept_page_takes_over_the_theme_that_was_chosen_since()
    {
        var page = await WithWorkerAsync();
        var discussion = await CreateTabloAsync(page);
        await KeepAsync(page, discussion);
        await page.GotoAsync("/account");
        await page.EvaluateAsync("() => localStorage.setItem('xtablo-theme', localStorage.getItem('xtablo-theme').trim() + ' dark')"); // as another tab says it
        await GoWithoutLineAsync(page, discussion);
        await Assertions.Expect(Banner(page)).ToBeVisibleAsync();

        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.EndsWith(" dark", await page.EvaluateAsync<string>("() => localStorage.getItem('xtablo-theme')"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_more_than_a_week_ago_is_not_shown()
    {
        var page = await WithWorkerAsync();
        var discussion = await CreateTabloAsync(page, "Roof");
        await KeepAsync(page, discussion);
        await page.EvaluateAsync(
            """
            async (path) => {
              const name = (await caches.keys()).find((each) => each.startsWith("pages "));
              const cache = await caches.open(name);
              const page = await cache.match(path);
              const headers = new Headers(page.headers);
              headers.set("X-Kept", headers.get("X-Kept").replace(/^\d+/, (at) => at - 8 * 24 * 3600 * 1000));
              await cache.put(path, new Response(await page.text(), { headers }));
            }
            """,
            discussion);
        await GoWithoutLineAsync(page, discussion);

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("No connection");
    }

    [Fact]
    public async Task Ten_discussions_are_kept_the_newest_of_them()
    {
        var page = await WithWorkerAsync();
        var discussions = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            discussions.Add(await CreateTabloAsync(page, $"Tablo {i}"));
            await KeepAsync(page, discussions[^1]);
        }

        await BecomeKeptAsync(page, discussions[1], isKept: false);
        Assert.Equal(discussions[2..].Order(), (await KeptAsync(page)).Where(path => path != "/tablos").Order());
    }

    [Fact]
    public async Task A_kept_page_has_the_scripts_that_it_came_with_however_many_releases_ago()
    {
        Expected.Add("404");
        var page = await WithWorkerAsync();
        var discussion = await CreateTabloAsync(page);
        await KeepAsync(page, discussion);
        await page.EvaluateAsync(
            """
            async (path) => {
              const old = "/assets/0123456789ab/";
              const names = await caches.keys();
              const [build] = names.filter((name) => name.startsWith("/assets/"));
              const [kept, copy] = await Promise.all([build, old].map((name) => caches.open(name)));
              for (const request of await kept.keys()) {
                await copy.put(request.url.replace(build, old), await kept.match(request));
              }
              await caches.delete(build);
              const pages = await caches.open(names.find((name) => name.startsWith("pages ")));
              const page = await pages.match(path);
              await pages.put(path, new Response((await page.text()).replaceAll(build, old), { headers: page.headers }));
            }
            """,
            discussion);
        await GoWithoutLineAsync(page, discussion);

        await Assertions.Expect(Banner(page)).ToHaveTextAsync(AsOf());
        await Assertions.Expect(page.Locator("html.scripted")).ToBeVisibleAsync();
        Line.Mend();
        await LiveAsync(page);
        Assert.Equal(404, await page.EvaluateAsync<int>("async () => (await fetch('/assets/0123456789ab/js/none.js')).status"));
    }

    [GeneratedRegex(@"^As of .*\d\d:\d\d.*\. No connection\. What you write is sent when it is back\.$", RegexOptions.None, 1000)]
    private static partial Regex AsOf();
}
