using System.Diagnostics;
using Xtablo.Bench.Load;
using Xtablo.Bench.Servers;

namespace Xtablo.Bench.Scenarios;

/// <summary>Five hundred streams of one discussion at each node, and twenty messages a second to the first.</summary>
internal sealed class SteadyOnNodes() : Scenario("nodes")
{
    private const int Streams = 500; // a node
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(3);

    public override async Task<IReadOnlyList<Measure>> RunAsync(Server server, TimeSpan duration)
    {
        var nodes = ((XtabloServer)server).Nodes;
        var crowds = nodes.Select(_ => new Crowd()).ToList();
        void Expect(long mark) => crowds.ForEach(crowd => crowd.Expect(mark));
        try
        {
            foreach (var (node, crowd) in nodes.Zip(crowds))
            {
                await crowd.OpenAsync(node, Streams);
            }

            using var poster = await server.OpenPosterAsync();
            await WarmUpAsync(() => CpuPerAsync(server, async () =>
            {
                var before = crowds.Sum(crowd => crowd.Deliveries);
                await PostSteadilyAsync(poster, Expect, duration);
                return crowds.Sum(crowd => crowd.Deliveries) - before;
            }));
            await Task.Delay(Latest);
            crowds.ForEach(crowd => crowd.Forget());
            await PostSteadilyAsync(poster, Expect, duration);
            await Task.Delay(Latest);
            var others = crowds.Skip(1).SelectMany(crowd => crowd.LastArrivals()).ToArray();
            return
            [
                Of(server, "median to the last stream of the node itself, ms", Quantile(crowds[0].LastArrivals(), 0.5)),
                Of(server, "p99 of it, ms", Quantile(crowds[0].LastArrivals(), 0.99)),
                .. nodes.Count == 1 ? Array.Empty<Measure>() :
                [
                    Of(server, "p99 from node to node, ms", Quantile([.. crowds.Skip(1).SelectMany(crowd => crowd.Arrivals())], 0.99)),
                    Of(server, "median to the last stream of another, ms", Quantile(others, 0.5)),
                    Of(server, "p99 to the last stream of another, ms", Quantile(others, 0.99)),
                    Of(server, "at most, ms", Quantile(others, 1)),
                ],
                Of(server, "posts that a stream missed or got twice", crowds.Sum(crowd => crowd.Unequal())),
            ];
        }
        finally
        {
            crowds.ForEach(crowd => crowd.Dispose());
        }
    }
}

/// <summary>Clients that post as fast as they are answered, as many in all whatever the number of nodes that they are spread over.</summary>
internal sealed class PostsOnNodes(string name, int discussions) : Scenario(name)
{
    private const int Clients = 48;

    public override int Discussions => discussions;

    public override async Task<IReadOnlyList<Measure>> RunAsync(Server server, TimeSpan duration)
    {
        var nodes = ((XtabloServer)server).Nodes;
        var discussion = InTurn(discussions);
        async Task<double[]> PostAtAllAsync(TimeSpan time) =>
            [.. (await Task.WhenAll(nodes.Select(node => PostAsync(node, Clients / nodes.Count, time, discussion)))).SelectMany(each => each)];
        double Cpu() => nodes.Sum(node => node.Cpu);

        await WarmUpAsync(async () =>
        {
            var before = Cpu();
            var posts = (await PostAtAllAsync(duration)).Length;
            return (Cpu() - before) / posts;
        });
        var (cpu, database, begun) = (Cpu(), server.DatabaseCpu, Stopwatch.GetTimestamp());
        var times = await PostAtAllAsync(duration);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return
        [
            Of(server, "posts/s", times.Length / seconds, moreIsBetter: true),
            Of(server, "CPU a post, ms", (Cpu() - cpu) * 1000 / times.Length),
            Of(server, "the database's, ms", (server.DatabaseCpu - database) * 1000 / times.Length),
            Of(server, "p99, ms", Quantile(times, 0.99)),
        ];
    }
}
