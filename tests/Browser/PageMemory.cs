using System.Text.Json;

namespace Xtablo.Browser.Tests;

/// <summary>What a page holds on to, once the garbage is gone.</summary>
/// <param name="Listeners">Of events, on whatever it holds.</param>
/// <param name="Entries">In all its maps and sets.</param>
internal sealed record PageMemory(int Nodes, int Listeners, int Entries, long Bytes)
{
    private const string SumOfSizes = "function () { return this.reduce((sum, { size }) => sum + size, 0); }";

    public static async Task<PageMemory> ReadAsync(ICDPSession page)
    {
        await page.SendAsync("Performance.enable");
        await page.SendAsync("HeapProfiler.collectGarbage");
        var entries = await EntriesAsync(page, "Map") + await EntriesAsync(page, "Set");
        await page.SendAsync("Runtime.releaseObjectGroup", new() { ["objectGroup"] = "counted" });
        await page.SendAsync("HeapProfiler.collectGarbage");
        var metrics = await MetricsAsync(page);
        return new((int)metrics["Nodes"], (int)metrics["JSEventListeners"], entries, (long)metrics["JSHeapUsedSize"]);
    }

    /// <summary>What the browser measures of a page, once it was told to, by its names.</summary>
    public static async Task<Dictionary<string, double>> MetricsAsync(ICDPSession page) => (await page.SendAsync("Performance.getMetrics"))!.Value
        .GetProperty("metrics").EnumerateArray()
        .ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble(), StringComparer.Ordinal);

    private static async Task<int> EntriesAsync(ICDPSession page, string type)
    {
        var prototype = await AskAsync(page, "Runtime.evaluate", new() { ["expression"] = $"{type}.prototype", ["objectGroup"] = "counted" }, "result");
        var all = await AskAsync(page, "Runtime.queryObjects", new() { ["prototypeObjectId"] = IdOf(prototype), ["objectGroup"] = "counted" }, "objects");
        var sum = await AskAsync(page, "Runtime.callFunctionOn", new() { ["objectId"] = IdOf(all), ["functionDeclaration"] = SumOfSizes }, "result");
        return sum.GetProperty("value").GetInt32();
    }

    private static async Task<JsonElement> AskAsync(ICDPSession page, string method, Dictionary<string, object> args, string result) =>
        (await page.SendAsync(method, args))!.Value.GetProperty(result);

    private static string IdOf(JsonElement remote) => remote.GetProperty("objectId").GetString()!;
}
