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

    public IBrowser Chromium { get; private set; } = null!;

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
        _playwright = await Playwright.CreateAsync();
        Chromium = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("XTABLO_CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", $"--host-resolver-rules=MAP {OtherName} 127.0.0.1",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Chromium.DisposeAsync();
        _playwright?.Dispose();
        await _app.DisposeAsync();
        Streams.Dispose();
    }
}
