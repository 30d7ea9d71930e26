using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Xtablo.Browser.Tests.RunningXtablo))]
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Xtablo.Browser.Tests;

/// <summary>The program on a real port and a Chromium beside it, for all tests of this assembly.</summary>
public sealed class RunningXtablo : IAsyncLifetime
{
    /// <summary>A name for the same server that is not of the loopback, where browsers withhold much on plain http.</summary>
    public const string OtherName = "xtablo.test";

    private readonly SqliteApp _app = new();
    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    public string Address { get; private set; } = "";

    public IReadOnlyCollection<string> Log => _app.Log;

    public IServiceProvider Services => _app.Services;

    public OpenStreams Streams { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await _app.InitializeAsync();
        _app.ServeOnSocket();
        Address = $"http://127.0.0.1:{_app.ClientOptions.BaseAddress.Port}";
        await _app.SignedInAsync("First"); // the set-up is over
    }

    /// <summary>The browser of all tests, another after <see cref="GiveUpChromium"/>.</summary>
    public async Task<IBrowser> ChromiumAsync()
    {
        if (_chromium is { IsConnected: true })
        {
            return _chromium;
        }

        _playwright = await Playwright.CreateAsync();
        return _chromium = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("XTABLO_CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", $"--host-resolver-rules=MAP {OtherName} 127.0.0.1",
            ],
        });
    }

    /// <summary>Ends the browser, and with an exception every call that waits for it: many have no time limit of their own.</summary>
    public void GiveUpChromium()
    {
        _chromium = null;
        _playwright?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        GiveUpChromium();
        await _app.DisposeAsync();
        Streams.Dispose();
    }
}
