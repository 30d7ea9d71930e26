using System.Globalization;
using System.Text;
using Xtablo.Bench.Scenarios;

namespace Xtablo.Bench;

/// <summary>The figures as bars: a group for each measure, a bar for each server, the longest as long as the picture is wide.</summary>
internal static class Charts
{
    private const int Names = 170;
    private const int Line = 20;

    public static string Of(IReadOnlyList<Measure> medians)
    {
        var body = new StringBuilder();
        var y = 10;
        foreach (var group in medians.GroupBy(each => (each.Scenario, each.What)))
        {
            y += Line;
            var better = group.First().MoreIsBetter ? "more is better" : "less is better";
            body.Append(CultureInfo.InvariantCulture, $"""<text x="0" y="{y}" class="t">{Picture.Text($"{group.Key.Scenario}: {group.Key.What}")} <tspan class="h">({better})</tspan></text>\n""");
            var longest = group.Where(each => double.IsFinite(each.Value)).Select(each => each.Value).Append(0).Max();
            foreach (var each in group)
            {
                y += Line;
                var width = longest > 0 && double.IsFinite(each.Value) ? (Picture.Width - Names - 80) * each.Value / longest : 0;
                var kind = each.Server.StartsWith("Xtablo", StringComparison.Ordinal) ? "x" : "p";
                body.Append(CultureInfo.InvariantCulture, $"""<text x="{Names - 8}" y="{y}" text-anchor="end">{Picture.Text(each.Server)}</text><rect x="{Names}" y="{y - 12}" width="{width:0.0}" height="14" class="{kind}"/><text x="{Names + width + 6:0.0}" y="{y}">{each.Value:#,0.##}</text>\n""");
            }

            y += Line / 2;
        }

        return Picture.Of(y + 10, ".x{fill:#3457d5}.p{fill:#b9c0d0}", ".x{fill:#7d98ff}.p{fill:#565d70}", $"{body}");
    }
}
