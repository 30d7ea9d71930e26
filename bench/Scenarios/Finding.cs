using System.Diagnostics;
using Xtablo.Bench.Load;
using Xtablo.Bench.Servers;

namespace Xtablo.Bench.Scenarios;

/// <summary>Going to places of a long discussion, one after the other, while nothing else happens.</summary>
internal sealed class Finding(string name, int messages) : Scenario(name)
{
    private const int Times = 20;

    public override bool IsFor(Server server) => server is XtabloServer;

    public override async Task<IReadOnlyList<Measure>> RunAsync(Server server, TimeSpan duration)
    {
        await FillAsync(server, messages);
        (string What, Func<int, string> Part)[] places =
        [
            ("the newest page", _ => ""),
            ("the first page", i => $"?around={1 + i}"),
            ("a page before another, in the middle", i => $"?before={messages / 2 + 50 * i}"),
            ("a date", _ => $"?on={TimeProvider.System.GetUtcNow():yyyy-MM-dd}&tz=UTC"),
            ("a rare word", i => $"/search?q=mark{messages / 2 + i}"),
            ("a word of every message", _ => "/search?q=roof"),
            ("two words", i => $"/search?q=roof+mark{100 + i}"),
            ("a phrase", _ => "/search?q=%22at+the+roof%22"),
            ("a word that is nowhere", i => $"/search?q=nowhere{i}"),
        ];
        var measures = new List<Measure>();
        foreach (var (what, part) in places)
        {
            measures.Add(Of(server, $"{what}, median ms", Quantile(await TimesAsync((XtabloServer)server, part), .5)));
        }

        return measures;
    }

    private static async Task<double[]> TimesAsync(XtabloServer server, Func<int, string> part)
    {
        var times = new double[Times];
        using var connection = await Connection.OpenAsync(server.Port);
        for (var i = 0; i < Times; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            var answer = await connection.AskAsync(server.PartRequest(part(i)));
            times[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            if (answer.Status != 200)
            {
                throw new InvalidOperationException($"{part(i)} was answered {answer.Status}.");
            }
        }

        return times;
    }
}
