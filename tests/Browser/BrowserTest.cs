using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Xtablo.Domain.Accounts;

namespace Xtablo.Browser.Tests;

/// <summary>
/// A test in a real browser. Whatever it did, no page may have reported an error, broken the content security policy or
/// asked another site for anything.
/// </summary>
public abstract class BrowserTest(RunningXtablo xtablo) : IAsyncLifetime
{
    protected const string Password = "correct horse battery";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(AtLength.IsWanted ? 60 : 4);
    private const int Moment = 20_000; // ms that anything may take where a test claims no time: machines are shared
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentBag<IBrowserContext> _contexts = [];
    private readonly WhatWasThere _there = new();
    private readonly ConcurrentDictionary<IBrowserContext, Visitor> _people = new();
    private Browsers? _browsers;
    private LentBrowser? _browser;
    private ITimer? _patience;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected virtual string Address => xtablo.Address;

    protected IServiceProvider Services => xtablo.Services;

    /// <summary>Of who was made last.</summary>
    protected string Email { get; private set; } = "";

    /// <summary>What the test itself provokes, such as the browser's own line about an answer of 422.</summary>
    protected List<string> Expected { get; } = [];

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Moment);
        _browsers = await TestContext.Current.GetFixture<Browsers>();
        _browser = _browsers!.Take();
        _patience = TimeProvider.System.CreateTimer(test => GiveUp((ITestContext)test!), TestContext.Current, Patience, Timeout.InfiniteTimeSpan);
    }

    public async ValueTask DisposeAsync()
    {
        await _patience!.DisposeAsync();
        if (TestContext.Current.TestState?.Result is TestResult.Failed)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(await _there.TellAsync(_contexts.SelectMany(context => context.Pages)));
        }

        try
        {
            await Task.WhenAll(_contexts.Select(context => context.CloseAsync())).WaitAsync(TimeSpan.FromSeconds(15));
        }
        catch (Exception stuck) when (stuck is TimeoutException or PlaywrightException)
        {
            _browser!.GiveUp(); // seen when a page was on its way elsewhere: the test is over, and the next gets another browser
        }

        _browsers!.GiveBack(_browser!);
        Assert.DoesNotContain(_complaints, complaint => !Expected.Exists(expected => complaint.Contains(expected, StringComparison.Ordinal)));
        GC.SuppressFinalize(this);
    }

    /// <summary>The program in which this test has its pages.</summary>
    protected virtual Task<IBrowser> LaunchAsync() => _browser!.ChromiumAsync();

    /// <summary>A browser of someone's own: cookies and storage are not shared.</summary>
    protected async Task<IBrowserContext> BrowserAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new();
        var address = options.BaseURL ??= Address;
        options.Locale ??= "en-GB";
        options.ServiceWorkers ??= ServiceWorkerPolicy.Block; // it has tests of its own: what it fetches no route of a test sees
        var context = await (await LaunchAsync()).NewContextAsync(options);
        context.SetDefaultTimeout(Moment);
        _contexts.Add(context);
        _there.Watch(context);
        if (options.JavaScriptEnabled is not false)
        {
            await context.AddInitScriptAsync("document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))");
        }

        context.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _complaints.Enqueue(message.Text);
            }
        };
        context.WebError += (_, error) => _complaints.Enqueue(error.Error);
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                _complaints.Enqueue($"asked {request.Url}");
            }
        };
        return context;
    }

    /// <summary>An empty page of someone with an account of their own, signed in.</summary>
    protected async Task<IPage> SignedInAsync(string name = "Ada Lovel", BrowserNewContextOptions? options = null)
    {
        var browser = await BrowserAsync(options);
        await BecomeAsync(browser, name);
        return await browser.NewPageAsync();
    }

    /// <summary>Makes a browser that of someone else, with an account of their own: as after <see cref="RegisterAsync"/>, without its pages.</summary>
    protected async Task BecomeAsync(IBrowserContext browser, string name)
    {
        var person = _people[browser] = await xtablo.SignedInAsync(name);
        Email = person.Email;
        await LetInAsync(browser, person, Address);
    }

    /// <summary>Gives a browser the cookies of someone who is signed in.</summary>
    protected static Task LetInAsync(IBrowserContext browser, Visitor person, string address) =>
        browser.AddCookiesAsync(person.Cookies!.GetAllCookies().Select(cookie => new Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Url = address,
            HttpOnly = true,
            SameSite = SameSiteAttribute.Lax,
        }));

    /// <summary>Someone with an account, who has not signed in in any browser.</summary>
    protected Task<Visitor> RegisteredAsync(string name) => xtablo.SignedInAsync(name);

    protected async Task RegisterAsync(IPage page, string name)
    {
        Email = Visitor.NewEmail();
        await page.GotoAsync("/register");
        await page.GetByLabel("Your name").FillAsync(name);
        await page.GetByLabel("E-mail").FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(Password);
        await Button(page, "Create account").ClickAsync();
        await ArriveAsync(page, "/tablos");
    }

    /// <summary>
    /// Waits until a page that goes elsewhere is there and loaded. The driver is asked, for the client's own way to wait does not
    /// hear of an arrival that comes while it begins to.
    /// </summary>
    /// <param name="place">From the path on, to the end; a star stands for anything.</param>
    protected static async Task ArriveAsync(IPage page, string place)
    {
        var address = $"^https?://[^/]+{Regex.Escape(place).Replace(@"\*", ".*", StringComparison.Ordinal)}$";
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(address, RegexOptions.None, TimeSpan.FromSeconds(1)));
        await LoadedAsync(page);
    }

    protected static Task LoadedAsync(IPage page) =>
        Assertions.Expect(page.Locator("html")).ToHaveJSPropertyAsync("ownerDocument.readyState", "complete");

    /// <summary>Fills in the sign-in form that the page shows.</summary>
    protected async Task SignInAsync(IPage page, string? email = null)
    {
        await page.GetByLabel("E-mail").FillAsync(email ?? Email);
        await page.GetByLabel("Password").FillAsync(Password);
        await Button(page, "Sign in").ClickAsync();
        await ArriveAsync(page, "/tablos*");
    }

    /// <summary>Makes a tablo of who has this page, and answers the address of its discussion; the page stays where it is.</summary>
    protected Task<string> CreateTabloAsync(IPage page, string name = "Rue Oberkampf 12") => _people[page.Context].CreateTabloAsync(name);

    protected static async Task<string> CreateTabloByFormAsync(IPage page, string name = "Rue Oberkampf 12")
    {
        await page.GotoAsync("/tablos");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await ArriveAsync(page, "/tablos/*/discussion");
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>Whose this page is.</summary>
    protected Person PersonOf(IPage page) => _people[page.Context].Insider!.Self;

    protected AccountId AccountOf(IPage page) => PersonOf(page).Id;

    /// <summary>Waits until who has this page has so many streams open.</summary>
    protected Task StreamsBecomeAsync(IPage page, int count) => xtablo.Streams.BecomeAsync(AccountOf(page), count);

    /// <summary>Another device of who has this page.</summary>
    private protected OtherDevice DeviceOf(IPage page, string discussion) => new(Services, Insider.TabloOf(discussion), PersonOf(page));

    /// <summary>Bob and Eve, who have joined someone's discussion and look at no page.</summary>
    private protected async Task<Talk> TalkInAsync(IPage page, string discussion)
    {
        return new(await DeviceOfAsync("Bob"), await DeviceOfAsync("Eve"));

        async Task<OtherDevice> DeviceOfAsync(string name)
        {
            var visitor = await RegisteredAsync(name);
            await AdmitAsync(page, discussion, visitor);
            return new(Services, Insider.TabloOf(discussion), visitor.Insider!.Self);
        }
    }

    /// <summary>Makes who has one page a member of a tablo of who has the other.</summary>
    protected Task AdmitAsync(IPage owner, string discussion, IPage member) => AdmitAsync(owner, discussion, _people[member.Context]);

    protected Task AdmitAsync(IPage owner, string discussion, Visitor member) => _people[owner.Context].AdmitAsync(discussion, member);

    /// <summary>What who has this page is called in their tablos from now on.</summary>
    protected Task CallAsync(IPage page, string name) => xtablo.CallAsync(AccountOf(page), name);

    /// <summary>Messages of who has this page, from before it is opened.</summary>
    protected Task SaidBeforeAsync(IPage page, string discussion, params IEnumerable<string> texts) => _people[page.Context].WriteAsync(discussion, texts);

    /// <summary>Makes an invitation to a tablo of one's own and answers the address of the link.</summary>
    protected static async Task<string> InviteAsync(IPage owner, string discussion)
    {
        await owner.GotoAsync(discussion.Replace("/discussion", "/members", StringComparison.Ordinal));
        await Button(owner, "Create link").ClickAsync();
        await Assertions.Expect(Button(owner, "Copy")).ToBeVisibleAsync(); // from then on the link is whole
        return await owner.Locator("#link").InputValueAsync();
    }

    /// <summary>A browser of someone's at an address of the program, with a page that shows a discussion of theirs.</summary>
    protected async Task<IPage> OpenAsync(string address, Visitor person, string discussion)
    {
        var browser = await BrowserAsync(new() { BaseURL = address });
        await LetInAsync(browser, person, address);
        var page = await browser.NewPageAsync();
        await OpenAsync(page, discussion);
        return page;
    }

    /// <summary>Opens a discussion, and shows that someone sits there.</summary>
    protected static async Task OpenAsync(IPage page, string discussion)
    {
        await page.GotoAsync(discussion);
        await LiveAsync(page);
        await SitDownAsync(page);
    }

    /// <summary>A pointer that moves, which takes two places, shows that someone is there.</summary>
    protected static async Task SitDownAsync(IPage page)
    {
        await page.Mouse.MoveAsync(2, 2);
        await page.Mouse.MoveAsync(3, 3);
    }

    protected static Task LiveAsync(IPage page) => page.Locator("#log[data-stream=live]").WaitForAsync();

    protected static ILocator Composer(IPage page) => page.GetByLabel("Message", new() { Exact = true });

    /// <summary>The field of a message that is being edited, once its source is there.</summary>
    protected static async Task<ILocator> EditFieldAsync(IPage page)
    {
        var field = page.GetByLabel("Edit message", new() { Exact = true });
        await Assertions.Expect(field).Not.ToHaveAttributeAsync("aria-busy", "true");
        return field;
    }

    protected static ILocator Rows(IPage page) => page.Locator("#rows > li");

    /// <summary>What is below the rows and not stored yet.</summary>
    protected static ILocator Pending(IPage page) => page.Locator("#pending > li");

    protected static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    protected static Task WriteAsync(IPage page, string text) => WriteAsync(page, [text]);

    /// <summary>Types each text and sends it, however long the one before it takes.</summary>
    protected static async Task WriteAsync(IPage page, string[] texts)
    {
        foreach (var text in texts)
        {
            await Composer(page).FillAsync(text);
            await Composer(page).PressAsync("Enter");
        }
    }

    /// <summary>From now on time passes in a page only as the test says; its clock must be installed.</summary>
    protected static async Task StopClockAsync(IPage page)
    {
        try
        {
            await PauseAsync();
        }
        catch (PlaywrightException late) when (late.Message.Contains("to the past", StringComparison.Ordinal))
        {
            await PauseAsync(); // that second was over before the page heard of it, and it stands still by now
        }

        Task PauseAsync() => page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1));
    }

    /// <summary>Has posts to discussions answered by the test; everything else goes its way.</summary>
    protected static Task OnPostAsync(IPage page, Func<IRoute, Task> answer) =>
        page.RouteAsync("**/discussion", route => route.Request.Method == "POST" ? answer(route) : route.ContinueAsync());

    /// <summary>The browser tells the page that it has a line again.</summary>
    protected static Task LineIsBackAsync(IPage page) => page.EvaluateAsync("() => window.dispatchEvent(new Event('online'))");

    /// <summary>Ends the process of the page, so that no script hears of it. Other pages may go with it; they are not to be used any more.</summary>
    protected static async Task CrashAsync(IPage page)
    {
        var crashed = new TaskCompletionSource();
        page.Crash += (_, _) => crashed.SetResult();
        _ = page.GotoAsync("chrome://crash");
        await crashed.Task.WaitAsync(Ct);
    }

    protected static async Task SayAsync(IPage page, string text)
    {
        await Composer(page).FillAsync(text);
        await Composer(page).PressAsync("Enter");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync(text);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("");
    }

    /// <summary>One test whose browser hangs must not hang them all.</summary>
    private void GiveUp(ITestContext test)
    {
        _complaints.Enqueue($"the test took longer than {Patience}, and the browser was ended");
        test.CancelCurrentTest();
        _browser!.GiveUp();
    }
}
