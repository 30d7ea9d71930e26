namespace Xtablo.Browser.Tests;

/// <summary>
/// A Firefox as the system has it, for the tests of one class. It is driven by WebDriver BiDi, with which Playwright does much of what it
/// does with Chromium, and not all.
/// </summary>
public sealed class Firefox : IAsyncLifetime
{
    private IPlaywright? _playwright;

    public static string Program { get; } = Environment.GetEnvironmentVariable("XTABLO_FIREFOX") ?? "/usr/bin/firefox-esr";

    /// <summary>Null where there is none.</summary>
    public IBrowser? Browser { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Program))
        {
            _playwright = await Playwright.CreateAsync();
            Browser = await _playwright.Firefox.LaunchAsync(new()
            {
                Channel = "moz-firefox",
                ExecutablePath = Program,
                Timeout = 120_000,
                FirefoxUserPrefs = new Dictionary<string, object> { ["ui.primaryPointerCapabilities"] = 6, ["ui.allPointerCapabilities"] = 6 }, // a mouse: Enter sends
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}
