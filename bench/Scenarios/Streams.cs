using System.Diagnostics;
using Xtablo.Bench.Load;
using Xtablo.Bench.Servers;

namespace Xtablo.Bench.Scenarios;

/// <summary>Streams of one discussion, twenty messages a second.</summary>
internal sealed class Steady(string name, int streams) : Scenario(name)
{
    public override Size Size => new("streams", streams);

    public override bool IsFor(Server server) => true;

    public override async Task<IReadOnlyList<Measure>> RunAsync(Server server, TimeSpan duration)
    {
        using var crowd = new Crowd();
        await crowd.OpenAsync(server, streams);
        using var poster = await server.OpenPosterAsync();
        await WarmUpAsync(() => CpuPerAsync(server, async () =>
        {
            var before = crowd.Deliveries;
            await PostSteadilyAsync(poster, crowd.Expect, duration);
            return crowd.Deliveries - before;
        }));
        await Task.Delay(1000);
        crowd.Forget();
        var (cpu, own, delivered, bytes) = (server.Cpu, Processes.CpuOf(Environment.ProcessId), crowd.Deliveries, crowd.Bytes);
        var begun = Stopwatch.GetTimestamp();
        await PostSteadilyAsync(poster, crowd.Expect, duration);
        await Task.Delay(1000);
        var deliveries = crowd.Deliveries - delivered;
        return
        [
            Of(server, "CPU a delivery, µs", (server.Cpu - cpu) * 1_000_000 / deliveries),
            Of(server, "p99 to the last stream, ms", Quantile(crowd.LastArrivals(), 0.99)),
            Of(server, "bytes a delivery", (double)(crowd.Bytes - bytes) / deliveries),
            Of(server, "posts that a stream missed or got twice", crowd.Unequal()),
            Of(server, "generator's share of a core", (Processes.CpuOf(Environment.ProcessId) - own) / Stopwatch.GetElapsedTime(begun).TotalSeconds),
        ];
    }
}

/// <summary>A thousand streams of one discussion, and four who post as fast as they are answered.</summary>
internal sealed class Flood() : Scenario("flood")
{
    private const int Streams = 1000;

    public override bool IsFor(Server server) => true;

    public override async Task<IReadOnlyList<Measure>> RunAsync(Server server, TimeSpan duration)
    {
        using var crowd = new Crowd();
        await crowd.OpenAsync(server, Streams);
        await WarmUpAsync(() => CpuPerAsync(server, async () =>
        {
            var before = crowd.Deliveries;
            await PostAsync(server, 4, duration / 2, () => 0);
            return crowd.Deliveries - before;
        }));
        await Task.Delay(1000);
        var (cpu, own, delivered, begun) = (server.Cpu, Processes.CpuOf(Environment.ProcessId), crowd.Deliveries, Stopwatch.GetTimestamp());
        var posts = (await PostAsync(server, 4, duration, () => 0)).Length;
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var deliveries = crowd.Deliveries - delivered;
        var (spent, ownSpent) = (server.Cpu - cpu, Processes.CpuOf(Environment.ProcessId) - own);
        await Task.Delay(1000);
        return
        [
            Of(server, "deliveries/s", deliveries / seconds, moreIsBetter: true),
            Of(server, "CPU a delivery, µs", spent * 1_000_000 / deliveries),
            Of(server, "deliveries that were missed (or came twice)", ((long)posts * Streams) - (crowd.Deliveries - delivered)),
            Of(server, "generator's share of a core", ownSpent / seconds),
        ];
    }
}

/// <summary>Thousands of streams that wait, and then the first message.</summary>
internal sealed class Waiting(string name, int streams) : Scenario(name)
{
    public override bool IsFor(Server server) => true;

    public override async Task<IReadOnlyList<Measure>> RunAsync(Server server, TimeSpan duration)
    {
        var (memory, sockets, cpu) = (server.Memory, Processes.SocketMemory(), server.Cpu);
        using var crowd = new Crowd();
        await crowd.OpenAsync(server, streams);
        var opening = server.Cpu - cpu;
        using var poster = await server.OpenPosterAsync();
        await PostOneAsync(poster, 0, crowd.Expect);
        await Task.Delay(TimeSpan.FromSeconds(12));
        var first = crowd.LastArrivals();
        return
        [
            Of(server, "opening a stream, CPU ms", opening * 1000 / streams),
            Of(server, "first message, to the last stream, ms", first.Length == 0 ? double.NaN : first[0]),
            Of(server, "memory a stream, KiB", (double)(server.Memory - memory) / streams / 1024),
            Of(server, "with the kernel's of both ends, KiB", (double)(server.Memory - memory + Processes.SocketMemory() - sockets) / streams / 1024),
        ];
    }
}
