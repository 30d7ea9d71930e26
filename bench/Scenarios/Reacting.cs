using System.Diagnostics;
using System.Text.RegularExpressions;
using Xtablo.Bench.Load;
using Xtablo.Bench.Servers;

namespace Xtablo.Bench.Scenarios;

/// <summary>Clients that post, first by themselves and then beside ten who react to one message as fast as their limit lets people.</summary>
internal sealed partial class Reacting() : Scenario("posts-reacted")
{
    private const int Clients = 16;
    private static readonly TimeSpan BetweenTwo = TimeSpan.FromMilliseconds(500); // 60 in half a minute
    private static readonly string[] Emoji = ["👍", "🎉", "😂", "❤️", "👀", "🙏", "🚀", "✅", "🔥", "😮"];

    public override bool IsFor(Server server) => server is XtabloServer;

    public override async Task<IReadOnlyList<Measure>> RunAsync(Server server, TimeSpan duration)
    {
        var xtablo = (XtabloServer)server;
        string message;
        using (var connection = await Connection.OpenAsync(server.Port))
        {
            var row = await connection.AskAsync(server.PostRequest(0, "React to this"));
            message = Message().Match(System.Text.Encoding.UTF8.GetString(row.Body.Span)).Groups["id"].Value;
        }

        await WarmUpAsync(() => CpuPerAsync(server, async () => (await PostAsync(server, Clients, duration / 2, () => 0)).Length));
        var alone = await MeasureAsync(server, duration);
        using var over = new CancellationTokenSource();
        var reacting = Task.WhenAll(Emoji.Select((emoji, i) => ReactAsync(xtablo, message, emoji, i * BetweenTwo / Emoji.Length, over.Token)));
        var beside = await MeasureAsync(server, duration);
        await over.CancelAsync();
        var reactions = (await reacting).Sum();
        return
        [
            Of(server, "posts/s alone", alone.Rate, moreIsBetter: true),
            Of(server, "posts/s beside reactions", beside.Rate, moreIsBetter: true),
            Of(server, "p99 alone, ms", alone.P99),
            Of(server, "p99 beside reactions, ms", beside.P99),
            Of(server, "reactions/s", reactions / duration.TotalSeconds, moreIsBetter: true),
        ];
    }

    private static async Task<(double Rate, double P99)> MeasureAsync(Server server, TimeSpan duration)
    {
        var begun = Stopwatch.GetTimestamp();
        var times = await PostAsync(server, Clients, duration, () => 0);
        return (times.Length / Stopwatch.GetElapsedTime(begun).TotalSeconds, Quantile(times, 0.99));
    }

    /// <summary>Puts one reaction on and takes it away again and again; each must be answered with the row that shows it.</summary>
    private static async Task<int> ReactAsync(XtabloServer server, string message, string emoji, TimeSpan late, CancellationToken over)
    {
        using var connection = await Connection.OpenAsync(server.Port);
        await Task.Delay(late, CancellationToken.None); // ten people do not move as one
        var done = 0;
        using var timer = new PeriodicTimer(BetweenTwo);
        try
        {
            for (; await timer.WaitForNextTickAsync(over); done++)
            {
                var isOn = done % 2 == 0;
                var answer = await connection.AskAsync(server.ReactionRequest(0, message, emoji, isOn));
                var row = System.Text.Encoding.UTF8.GetString(answer.Body.Span);
                if (answer.Status != 200 || row.Contains($"data-emoji=\"{emoji}\"", StringComparison.Ordinal) != isOn)
                {
                    throw new InvalidOperationException($"{server.Name} answered a reaction with {answer.Status}.");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }

        return done;
    }

    [GeneratedRegex("id=\"message-(?<id>[0-9a-f-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Message();
}
