using System.Globalization;
using System.Net;
using System.Text;
using Xtablo.Bench.Scenarios;

namespace Xtablo.Bench;

/// <summary>How figures grow with size, as lines: a panel for each measure of scenarios that differ in size alone.</summary>
internal static class Growth
{
    private const int Width = 760;
    private const int Height = 190;
    private const int Left = 60;
    private const int Right = 150; // for the names, at the ends of the lines
    private const int Top = 34;
    private const int Bottom = 30;
    private const string Style =
        "<style>text{fill:#1d2433}.t{font-weight:600}.h{fill:#667}.g{stroke:#8884}.l0{stroke:#3457d5}.l1{stroke:#0a7f6b}.l2{stroke:#b3541e}"
        + "path{fill:none;stroke-width:2}@media (prefers-color-scheme:dark){text{fill:#e6e9f0}.h{fill:#99a}.l0{stroke:#7d98ff}.l1{stroke:#4fc9b0}.l2{stroke:#f0965a}}</style>";

    /// <summary>Null when no two of them differ in size alone.</summary>
    public static string? Of(IReadOnlyList<Measure> medians)
    {
        var panels = medians.Where(each => each.Size is not null && double.IsFinite(each.Value))
            .GroupBy(each => (each.Size!.Of, each.What))
            .Where(panel => panel.Select(each => each.Size!.Count).Distinct().Count() > 1)
            .ToList();
        return panels.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {panels.Count * Height}" font-family="system-ui, sans-serif" font-size="13">
            {Style}
            {string.Concat(panels.Select((panel, i) => $"<g transform=\"translate(0 {i * Height})\">{Panel(panel.Key.Of, panel.Key.What, [.. panel])}</g>\n"))}</svg>

            """);
    }

    private static string Panel(string of, string what, Measure[] figures)
    {
        int[] sizes = [.. figures.Select(each => each.Size!.Count).Distinct().Order()];
        var most = figures.Max(each => each.Value);
        double X(int size) => Left + ((Width - Left - Right) * (Math.Log(size) - Math.Log(sizes[0])) / (Math.Log(sizes[^1]) - Math.Log(sizes[0])));
        double Y(double value) => Height - Bottom - ((Height - Top - Bottom) * (most > 0 ? value / most : 0));

        var panel = new StringBuilder();
        panel.Append(CultureInfo.InvariantCulture, $"""<text x="0" y="16" class="t">{WebUtility.HtmlEncode(what)}, by the number of {of}</text>""");
        foreach (var tick in new[] { 0, most })
        {
            panel.Append(CultureInfo.InvariantCulture, $"""<line class="g" x1="{Left}" x2="{Width - Right}" y1="{Y(tick):0.#}" y2="{Y(tick):0.#}"/><text class="h" x="{Left - 8}" y="{Y(tick) + 4:0.#}" text-anchor="end">{tick:#,0.##}</text>""");
        }

        foreach (var size in sizes)
        {
            panel.Append(CultureInfo.InvariantCulture, $"""<text class="h" x="{X(size):0.#}" y="{Height - Bottom + 18}" text-anchor="middle">{size:#,0}</text>""");
        }

        foreach (var (line, i) in figures.GroupBy(each => each.Server).Select((line, i) => (line.OrderBy(each => each.Size!.Count).ToList(), i)))
        {
            var path = string.Join('L', line.Select(each => string.Create(CultureInfo.InvariantCulture, $"{X(each.Size!.Count):0.#} {Y(each.Value):0.#}")));
            panel.Append(CultureInfo.InvariantCulture, $"""<path class="l{i % 3}" d="M{path}"/><text x="{X(line[^1].Size!.Count) + 8:0.#}" y="{Y(line[^1].Value) + 4:0.#}">{line[^1].Server}</text>""");
        }

        return panel.ToString();
    }
}
