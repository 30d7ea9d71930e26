using System.Diagnostics;
using Xtablo.Bench.Load;
using Xtablo.Bench.Servers;

namespace Xtablo.Bench.Scenarios;

/// <summary>The page of a discussion with fifty rows.</summary>
internal sealed class Pages() : Scenario("page")
{
    private const int Clients = 4;

    public override async Task<IReadOnlyList<Measure>> RunAsync(Server server, TimeSpan duration)
    {
        if (server.PageRequest(0) is not { } request)
        {
            return [];
        }

        using (var connection = await Connection.OpenAsync(server.Port))
        {
            for (var i = 0; i < 50; i++)
            {
                await PostOneAsync(server, connection, 0);
            }
        }

        await WarmUpAsync(() => CpuPerAsync(server, async () => await ReadAsync(server, request, duration / 2)));
        var (cpu, begun) = (server.Cpu, Stopwatch.GetTimestamp());
        var read = await ReadAsync(server, request, duration);
        return
        [
            Of(server, "pages/s", read / Stopwatch.GetElapsedTime(begun).TotalSeconds, moreIsBetter: true),
            Of(server, "CPU a page, ms", (server.Cpu - cpu) * 1000 / read),
        ];
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
