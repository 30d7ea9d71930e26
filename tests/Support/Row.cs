using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Xtablo.Tests.Support;

/// <summary>A message row as the outside sees it.</summary>
/// <param name="Body">The words of it, without marks, a blank line between paragraphs; null when the message was deleted.</param>
public sealed partial record Row(string Id, long Number, long Revision, string Author, string ClientId, string? Body)
{
    public static Row Single(string html) => Assert.Single(All(html));

    public static IReadOnlyList<Row> All(string html) =>
    [
        .. Pattern().Matches(html).Select(row => new Row(
            row.Groups["id"].Value,
            long.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture),
            long.Parse(row.Groups["revision"].Value, CultureInfo.InvariantCulture),
            row.Groups["author"].Value,
            row.Groups["client"].Value,
            BodyIn().Match(row.Groups["content"].Value) is { Success: true } body ? WordsOf(body.Groups["body"].Value) : null)),
    ];

    private static string WordsOf(string html) => WebUtility.HtmlDecode(Tag().Replace(
        html.Replace("<br>", "\n", StringComparison.Ordinal).Replace("</p><p", "</p>\n\n<p", StringComparison.Ordinal), ""));

    [GeneratedRegex(
        """<li id="message-(?<id>[^"]+)" data-number="(?<number>\d+)" data-revision="(?<revision>\d+)" data-author="(?<author>[^"]+)" data-client-id="(?<client>[^"]+)"[^>]*>(?<content>.*?)</div></li>""",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        5000)]
    private static partial Regex Pattern();

    [GeneratedRegex("""<div class="body[^>]*>(?<body>.*?)</div>""", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5000)]
    private static partial Regex BodyIn();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 5000)]
    private static partial Regex Tag();
}
