using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Xtablo.Tests.Support;

/// <summary>A message row as the outside sees it.</summary>
/// <param name="Body">Null when the message was deleted.</param>
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
            BodyIn().Match(row.Groups["content"].Value) is { Success: true } body ? WebUtility.HtmlDecode(body.Groups["body"].Value) : null)),
    ];

    [GeneratedRegex(
        """<li id="message-(?<id>[^"]+)" data-number="(?<number>\d+)" data-revision="(?<revision>\d+)" data-author="(?<author>[^"]+)" data-client-id="(?<client>[^"]+)"[^>]*>(?<content>.*?)</li>""",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        5000)]
    private static partial Regex Pattern();

    [GeneratedRegex("""<div class="body"[^>]*>(?<body>[^<]*)</div>""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex BodyIn();
}
