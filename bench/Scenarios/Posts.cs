using System.Diagnostics;
using Xtablo.Bench.Servers;

namespace Xtablo.Bench.Scenarios;

/// <summary>Clients that post as fast as they are answered, into one discussion or into many.</summary>
internal sealed class Posts(string name, int clients, int discussions) : Scenario(name)
{
    public override int Discussions => discussions;

    public override Size? Size => clients == 32 ? new("discussions", discussions) : null;

    public override async Task<IReadOnlyList<Measure>> RunAsync(Server server, TimeSpan duration)
    {
        var discussion = InTurn(discussions);
        await WarmUpAsync(() => CpuPerAsync(server, async () => (await PostAsync(server, clients, duration / 2, discussion)).Length));
        var (cpu, database, begun) = (server.Cpu, server.DatabaseCpu, Stopwatch.GetTimestamp());
        var times = await PostAsync(server, clients, duration, discussion);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return
        [
            Of(server, "posts/s", times.Length / seconds, moreIsBetter: true),
            Of(server, "CPU a post, ms", (server.Cpu - cpu) * 1000 / times.Length),
            Of(server, "with the database's, ms", (server.Cpu - cpu + server.DatabaseCpu - database) * 1000 / times.Length),
            Of(server, "p99, ms", Quantile(times, 0.99)),
        ];
    }
}

/// <summary>One post at a time on a server at rest, seen in another stream.</summary>
internal sealed class AtRest() : Scenario("at-rest")
{
    public override async Task<IReadOnlyList<Measure>> RunAsync(Server server, TimeSpan duration)
    {
        using var crowd = new Load.Crowd();
        await crowd.OpenAsync(server, 1);
        using var poster = await server.OpenPosterAsync();
        var first = await PostOneAsync(poster, 0, crowd.Expect);
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < duration; await Task.Delay(20))
        {
            await PostOneAsync(poster, 0, crowd.Expect);
        }

        await Task.Delay(500);
        return
        [
            Of(server, "request to frame, median ms", Quantile(crowd.LastArrivals(), 0.5)),
            Of(server, "the first after the start, ms", first),
        ];
    }
}
