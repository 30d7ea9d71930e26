using System.Globalization;
using System.Text;
using Xtablo.Bench.Scenarios;

namespace Xtablo.Bench;

/// <summary>The figures as a table in Markdown: medians of the runs, and how each compares with the first server.</summary>
internal static class Report
{
    public static string Of(IReadOnlyList<Measure> measures, int runs)
    {
        string[] servers = [.. measures.Select(each => each.Server).Distinct()];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"| {runs} runs, median | {string.Join(" | ", servers)} |\n|---|{string.Concat(servers.Select(_ => "--:|"))}\n");
        foreach (var row in measures.GroupBy(each => (each.Scenario, each.What)))
        {
            var values = servers.ToDictionary(server => server, server => Median(row.Where(each => each.Server == server).Select(each => each.Value)));
            var cells = servers.Select(server => Cell(values[server], values[servers[0]]));
            text.Append(CultureInfo.InvariantCulture, $"| {row.Key.Scenario}: {row.Key.What} | {string.Join(" | ", cells)} |\n");
        }

        return text.ToString();
    }

    /// <summary>The median of each measure.</summary>
    public static IReadOnlyList<Measure> Medians(IReadOnlyList<Measure> measures) =>
    [
        .. measures.GroupBy(each => (each.Scenario, each.What, each.Server))
            .Select(runs => runs.First() with { Value = Median(runs.Select(each => each.Value))!.Value }),
    ];

    private static string Cell(double? value, double? first) => value is not { } figure
        ? ""
        : first is { } other && other != 0 && figure != other
            ? string.Create(CultureInfo.InvariantCulture, $"{Rounded(figure)} ({figure / other:0.00} ×)")
            : Rounded(figure);

    private static string Rounded(double figure) => figure switch
    {
        >= 100 => figure.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => figure.ToString("0.0", CultureInfo.InvariantCulture),
        _ => figure.ToString("0.00", CultureInfo.InvariantCulture),
    };

    private static double? Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? null : sorted[sorted.Length / 2];
    }
}
