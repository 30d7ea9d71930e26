using System.Diagnostics;
using Xtablo.Bench.Load;
using Xtablo.Bench.Servers;

namespace Xtablo.Bench.Scenarios;

/// <summary>Thousands of streams whose lines broke come back at once, each with where it was.</summary>
internal sealed class Reconnecting() : Scenario("reconnecting")
{
    private const int Streams = 5000;
    private const int Missed = 20;

    public override bool IsFor(Server server) => true;

    public override async Task<IReadOnlyList<Measure>> RunAsync(Server server, TimeSpan duration)
    {
        using (var before = new Crowd())
        {
            await before.OpenAsync(server, Streams);
        }

        using var poster = await server.OpenPosterAsync();
        for (var i = 0; i < Missed; i++)
        {
            await PostOneAsync(poster, 0);
        }

        await Task.Delay(duration / 2);
        double bare;
        using (var strangers = new Crowd()) // as many connections, each with one small request
        {
            bare = await TimeAsync(() => strangers.OpenAsync(server, Streams, atOnce: Streams, server.ProbeRequest, greet: false));
        }

        await Task.Delay(duration / 2);
        var cpu = server.Cpu;
        using var crowd = new Crowd();
        var begun = Stopwatch.GetTimestamp();
        await crowd.OpenAsync(server, Streams, atOnce: Streams, server.ReturnRequest(0));
        await PostOneAsync(poster, 0, crowd.Expect);
        var opened = (Stopwatch.GetElapsedTime(begun) - Crowd.Settling(server)).TotalMilliseconds;
        await Task.Delay(duration);
        var arrivals = crowd.LastArrivals();
        return
        [
            Of(server, "so many bare requests, ms", bare),
            Of(server, "all streams open again, ms", opened),
            Of(server, "the next message to the last of them, ms", arrivals.Length == 0 ? double.NaN : arrivals[0]),
            Of(server, "CPU a return, ms", (server.Cpu - cpu) * 1000 / Streams),
        ];
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var begun = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }
}
