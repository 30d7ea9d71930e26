using System.Collections.Concurrent;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Xtablo.Browser.Tests.Browsers))]

// Each has its own browser, people and tablos. More of them than cores: a page waits for a server or a timer much of its time.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 3)]

namespace Xtablo.Browser.Tests;

/// <summary>As many Chromiums as tests run at a time, each lent to one test: what one does to its browser no other feels.</summary>
public sealed class Browsers : IDisposable
{
    private readonly ConcurrentBag<LentBrowser> _free = [];

    public LentBrowser Take() => _free.TryTake(out var browser) ? browser : new();

    public void GiveBack(LentBrowser browser) => _free.Add(browser);

    public void Dispose()
    {
        foreach (var browser in _free)
        {
            browser.GiveUp();
        }
    }
}

/// <summary>A Chromium, started when it is first needed.</summary>
public sealed class LentBrowser
{
    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    /// <summary>Another one after <see cref="GiveUp"/>.</summary>
    public async Task<IBrowser> ChromiumAsync()
    {
        if (_chromium is { IsConnected: true })
        {
            return _chromium;
        }

        _playwright = await Playwright.CreateAsync();
        return _chromium = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("XTABLO_CHROMIUM") ?? "/usr/bin/chromium-headless-shell",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", $"--host-resolver-rules=MAP {RunningXtablo.OtherName} 127.0.0.1",
            ],
        });
    }

    /// <summary>Ends the browser, and with an exception every call that waits for it: many have no time limit of their own.</summary>
    public void GiveUp()
    {
        _chromium = null;
        _playwright?.Dispose();
    }
}
