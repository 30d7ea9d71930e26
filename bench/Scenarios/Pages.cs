using System.Diagnostics;
using Xtablo.Bench.Load;
using Xtablo.Bench.Servers;

namespace Xtablo.Bench.Scenarios;

/// <summary>The page of a discussion: its last fifty rows, at rest and while someone posts.</summary>
/// <param name="messages">How many the discussion has.</param>
internal sealed class Pages(string name, int messages) : Scenario(name)
{
    private const int Clients = 4;

    public override Size Size => new("messages", messages);

    public override async Task<IReadOnlyList<Measure>> RunAsync(Server server, TimeSpan duration)
    {
        if (server.PageRequest(0) is not { } request)
        {
            return [];
        }

        await FillAsync(server, messages);

        await WarmUpAsync(() => CpuPerAsync(server, async () => await ReadAsync(server, request, duration / 2)));
        var (cpu, begun) = (server.Cpu, Stopwatch.GetTimestamp());
        var read = await ReadAsync(server, request, duration);
        return
        [
            Of(server, "pages/s", read / Stopwatch.GetElapsedTime(begun).TotalSeconds, moreIsBetter: true),
            Of(server, "CPU a page, ms", (server.Cpu - cpu) * 1000 / read),
            Of(server, "pages/s, ten posts a second beside them", await ReadBesidePostsAsync(server, request, duration), moreIsBetter: true),
        ];
    }

    private static async Task<double> ReadBesidePostsAsync(Server server, byte[] request, TimeSpan duration)
    {
        var reading = ReadAsync(server, request, duration);
        using var poster = await server.OpenPosterAsync();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!reading.IsCompleted)
        {
            await PostOneAsync(poster, 0);
            await pace.WaitForNextTickAsync();
        }

        return await reading / duration.TotalSeconds;
    }

    private static async Task<int> ReadAsync(Server server, byte[] request, TimeSpan duration)
    {
        var begun = Stopwatch.GetTimestamp();
        var read = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            var count = 0;
            using var connection = await Connection.OpenAsync(server.Port);
            for (; Stopwatch.GetElapsedTime(begun) < duration; count++)
            {
                var answer = await connection.AskAsync(request);
                if (answer.Status != 200)
                {
                    throw new InvalidOperationException($"The page was answered {answer.Status}.");
                }
            }

            return count;
        }));
        return read.Sum();
    }
}
