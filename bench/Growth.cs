using System.Globalization;
using System.Text;
using Xtablo.Bench.Scenarios;

namespace Xtablo.Bench;

/// <summary>How figures grow with size, as lines: a panel for each measure of scenarios that differ in size alone.</summary>
internal static class Growth
{
    private const int Height = 190;
    private const int Left = 60;
    private const int Right = 150; // for the names, at the ends of the lines
    private const int Top = 34;
    private const int Bottom = 30;
    private const int Letters = 16; // the height of a line of them
    private const string Style = "path{fill:none;stroke:currentColor;stroke-width:2}.g{stroke:#8884}g g text{fill:currentColor}.l0{color:#3457d5}.l1{color:#0a7f6b}.l2{color:#b3541e}";
    private const string DarkStyle = ".l0{color:#7d98ff}.l1{color:#4fc9b0}.l2{color:#f0965a}";

    /// <summary>Null when no two of them differ in size alone.</summary>
    public static string? Of(IReadOnlyList<Measure> medians)
    {
        var panels = medians.Where(each => each.Size is not null && double.IsFinite(each.Value))
            .GroupBy(each => (each.Size!.Of, each.What))
            .Where(panel => panel.Select(each => each.Size!.Count).Distinct().Count() > 1)
            .ToList();
        var body = string.Concat(panels.Select((panel, i) => string.Create(
            CultureInfo.InvariantCulture, $"<g transform=\"translate(0 {i * Height})\">{Panel(panel.Key.Of, panel.Key.What, [.. panel])}</g>\n")));
        return panels.Count == 0 ? null : Picture.Of(panels.Count * Height, Style, DarkStyle, body);
    }

    private static string Panel(string of, string what, Measure[] figures)
    {
        int[] sizes = [.. figures.Select(each => each.Size!.Count).Distinct().Order()];
        var most = figures.Max(each => each.Value);
        double X(int size) => Left + ((Picture.Width - Left - Right) * (Math.Log(size) - Math.Log(sizes[0])) / (Math.Log(sizes[^1]) - Math.Log(sizes[0])));
        double Y(double value) => Height - Bottom - ((Height - Top - Bottom) * (most > 0 ? value / most : 0));

        var panel = new StringBuilder();
        panel.Append(CultureInfo.InvariantCulture, $"""<text x="0" y="16" class="t">{Picture.Text(what)}, by the number of {of}</text>""");
        foreach (var tick in new[] { 0, most })
        {
            panel.Append(CultureInfo.InvariantCulture, $"""<line class="g" x1="{Left}" x2="{Picture.Width - Right}" y1="{Y(tick):0.#}" y2="{Y(tick):0.#}"/><text class="h" x="{Left - 8}" y="{Y(tick) + 4:0.#}" text-anchor="end">{tick:#,0.##}</text>""");
        }

        foreach (var size in sizes)
        {
            panel.Append(CultureInfo.InvariantCulture, $"""<text class="h" x="{X(size):0.#}" y="{Height - Bottom + 18}" text-anchor="middle">{size:#,0}</text>""");
        }

        var lines = figures.GroupBy(each => each.Server).Select((line, i) => (Points: line.OrderBy(each => each.Size!.Count).ToList(), i));
        var free = 0.0; // where the next name may stand
        foreach (var (line, i) in lines.OrderBy(each => Y(each.Points[^1].Value)))
        {
            var name = Math.Max(Y(line[^1].Value) + 4, free);
            free = name + Letters;
            var path = string.Join('L', line.Select(each => string.Create(CultureInfo.InvariantCulture, $"{X(each.Size!.Count):0.#} {Y(each.Value):0.#}")));
            panel.Append(CultureInfo.InvariantCulture, $"""<g class="l{i % 3}"><path d="M{path}"/><text x="{X(line[^1].Size!.Count) + 8:0.#}" y="{name:0.#}">{Picture.Text(line[^1].Server)}</text></g>""");
        }

        return panel.ToString();
    }
}
