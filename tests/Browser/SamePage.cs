using System.Text.RegularExpressions;

namespace Xtablo.Browser.Tests;

/// <summary>Compares a page that the stream kept current with one loaded afresh.</summary>
internal static partial class SamePage
{
    // The rows by number. Whether a row goes on from the one above, or begins a day, is not its own: the first of a window has none above.
    private const string RowsOfPage = """
        () => Object.fromEntries([...document.querySelectorAll("#rows > li")].map((row, i) => {
          const copy = row.cloneNode(true);
          [copy, ...copy.querySelectorAll("[tabindex]")].forEach((part) => part.removeAttribute("tabindex")); // which is the stop differs
          for (const { name, value } of [...copy.attributes].sort((a, b) => (a.name < b.name ? -1 : 1))) { // their order tells nothing
            copy.removeAttribute(name);
            copy.setAttribute(name, value);
          }
          copy.classList.toggle("goes-on", i > 0 && row.classList.contains("goes-on"));
          return [row.dataset.number, copy.outerHTML.replace(/\s+/g, " ")];
        }))
        """;

    public static Task<int[]> NumbersAsync(IPage page) =>
        page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('#rows > li')].map((row) => Number(row.dataset.number))");

    /// <summary>The rows that both hold are equal, both reach the end, and what the kept page holds has no hole.</summary>
    public static async Task AssertAsync(IPage page, string circumstances)
    {
        var loaded = await page.Context.NewPageAsync();
        await loaded.GotoAsync($"{new Uri(page.Url).AbsolutePath}?before={long.MaxValue}");
        var fresh = await loaded.EvaluateAsync<Dictionary<string, string>>(RowsOfPage);
        var present = await page.EvaluateAsync<Dictionary<string, string>>(RowsOfPage);
        await loaded.CloseAsync();

        var numbers = await NumbersAsync(page);
        Assert.Equal((circumstances, true), (circumstances, numbers.SequenceEqual(Enumerable.Range(numbers.FirstOrDefault(), numbers.Length))));
        Assert.Equal((circumstances, fresh.Count == 0), (circumstances, present.Count == 0));
        Assert.Equal((circumstances, LastOf(fresh)), (circumstances, LastOf(present)));
        var first = Math.Max(FirstOf(fresh), FirstOf(present));
        foreach (var (number, row) in fresh.Where(row => Number(row.Key) >= first))
        {
            var (expected, kept) = (Bare(row, Number(number) == first), Bare(present[number], Number(number) == first));
            Assert.True(expected == kept, $"{circumstances}: row {number} is\n{kept}\nand should be\n{expected}");
        }
    }

    private static string Bare(string row, bool isFirst) =>
        isFirst ? Day().Replace(Classes().Replace(row, ""), "") : row;

    [GeneratedRegex(" goes-on| begins-day", RegexOptions.None, 1000)]
    private static partial Regex Classes();

    [GeneratedRegex("<button type=\"button\" class=\"day\".*?</button>", RegexOptions.None, 1000)]
    private static partial Regex Day();

    private static int FirstOf(Dictionary<string, string> rows) => rows.Keys.Select(Number).DefaultIfEmpty().Min();

    private static int LastOf(Dictionary<string, string> rows) => rows.Keys.Select(Number).DefaultIfEmpty().Max();

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
