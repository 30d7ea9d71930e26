namespace Xtablo.Browser.Tests;

/// <summary>Several tabs of one browser, on plain http under a name that is not of the loopback, where many teams begin.</summary>
public abstract class TabsTest : BrowserTest
{
    protected TabsTest(RunningXtablo xtablo)
        : base(xtablo) => Expected.Add("Cross-Origin-Opener-Policy"); // a line of the browser about each page on plain http

    protected override string Address => base.Address.Replace("127.0.0.1", RunningXtablo.OtherName, StringComparison.Ordinal);

    private protected static async Task SayEverywhereAsync(List<OtherDevice> devices, string text)
    {
        foreach (var device in devices)
        {
            await device.SayAsync(text);
        }
    }

    protected static async Task ExpectEverywhereAsync(List<IPage> tabs, params string[] texts)
    {
        foreach (var tab in tabs)
        {
            await Assertions.Expect(tab.Locator("#rows .body")).ToHaveTextAsync(texts, new() { Timeout = 20_000 });
        }
    }

    private protected async Task<(List<IPage> Tabs, List<OtherDevice> Devices)> TwoTabsAsync(string? script = null)
    {
        var first = await SignedInAsync();
        if (script is not null)
        {
            await first.Context.AddInitScriptAsync(script);
        }

        List<IPage> tabs = [first, await first.Context.NewPageAsync()];
        var devices = new List<OtherDevice>();
        foreach (var tab in tabs)
        {
            var discussion = await CreateTabloAsync(tab);
            await OpenAsync(tab, discussion);
            devices.Add(DeviceOf(tab, discussion));
        }

        return (tabs, devices);
    }

    private protected static async Task<WorkerTarget> WorkerAsync(IPage page) =>
        await WorkerTarget.FindAsync(page.Context.Browser!, (await page.Locator("#log").GetAttributeAsync("data-account"))!);
}
