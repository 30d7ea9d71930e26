using System.Globalization;
using System.Text.RegularExpressions;

namespace Xtablo.Faults.Tests.Checking;

/// <summary>A message row as it came: what its attributes say, and all of its HTML.</summary>
/// <param name="Author">The account of who posted it; null for a notice, which nobody posted.</param>
/// <param name="ClientId">Null for a notice, too.</param>
public sealed partial record Row(string MessageId, long Number, long Revision, string? Author, string? ClientId, string Html)
{
    /// <summary>Every row in a page, an answer or a frame, in its order.</summary>
    public static IReadOnlyList<Row> AllIn(string html)
    {
        var starts = Start().Matches(html);
        return [.. starts.Select((start, i) => From(html[start.Index..(i + 1 < starts.Count ? starts[i + 1].Index : html.Length)]))];
    }

    /// <summary>Without what it quotes of another.</summary>
    public string HtmlOfItsOwn => Quote().Replace(Html, "");

    /// <summary>Whether it answers another message.</summary>
    public bool IsReply => Html.Contains(" data-reply-to=", StringComparison.Ordinal);

    private static Row From(string slice)
    {
        var html = slice[..(slice.LastIndexOf("</li>", StringComparison.Ordinal) + "</li>".Length)];
        var tag = html[..(html.IndexOf('>', StringComparison.Ordinal) + 1)];
        return new Row(
            Attribute(tag, "id")!["message-".Length..],
            NumberIn(tag, "data-number"),
            NumberIn(tag, "data-revision"),
            Attribute(tag, "data-author"),
            Attribute(tag, "data-client-id"),
            html);
    }

    private static long NumberIn(string tag, string name) => long.Parse(Attribute(tag, name)!, CultureInfo.InvariantCulture);

    private static string? Attribute(string tag, string name)
    {
        var start = tag.IndexOf($" {name}=\"", StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += name.Length + 3;
        return tag[start..tag.IndexOf('"', start)];
    }

    [GeneratedRegex("""<blockquote class="quote".*?</blockquote>""", RegexOptions.Singleline, 5000)]
    private static partial Regex Quote();

    [GeneratedRegex("""<li id="message-""", RegexOptions.None, 5000)]
    private static partial Regex Start();
}
