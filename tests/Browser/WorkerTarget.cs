using System.Text.Json;

namespace Xtablo.Browser.Tests;

/// <summary>The SharedWorker of a browser, by the browser's own debugger: no hook in the program.</summary>
internal sealed class WorkerTarget(ICDPSession browser, string id)
{
    private string _session = "";

    /// <summary>The one that was started last.</summary>
    public static async Task<WorkerTarget> FindAsync(IBrowser browser, string account)
    {
        var session = await browser.NewBrowserCDPSessionAsync();
        var targets = (await session.SendAsync("Target.getTargets"))!.Value.GetProperty("targetInfos").EnumerateArray();
        var workers = targets.Where(target => string.Equals(target.GetProperty("type").GetString(), "shared_worker", StringComparison.Ordinal)
            && target.GetProperty("title").GetString()!.StartsWith(account, StringComparison.Ordinal)).ToList();
        Assert.True(workers.Count > 0, $"the browser has no worker of {account}");
        return new(session, workers[^1].GetProperty("targetId").GetString()!);
    }

    public Task KillAsync() => browser.SendAsync("Target.closeTarget", new() { ["targetId"] = id });

    /// <summary>It stops at its next statement, and everything waits for it.</summary>
    public async Task FreezeAsync()
    {
        var attached = await browser.SendAsync("Target.attachToTarget", new() { ["targetId"] = id, ["flatten"] = false });
        _session = attached!.Value.GetProperty("sessionId").GetString()!;
        await SendAsync("Debugger.enable");
        await SendAsync("Debugger.pause");
    }

    public Task ThawAsync() => browser.SendAsync("Target.detachFromTarget", new() { ["sessionId"] = _session });

    private Task SendAsync(string method) => browser.SendAsync(
        "Target.sendMessageToTarget",
        new() { ["sessionId"] = _session, ["message"] = JsonSerializer.Serialize(new { id = 1, method }) });
}
