using System.Net;
using System.Text;

namespace Xtablo.Domain.Search;

/// <summary>What is seen of a message, to be searched: its text without elements, and the addresses of its links.</summary>
/// <param name="Words">Plain text.</param>
/// <param name="Addresses">Those that are not part of the text.</param>
public sealed record ShownText(string Words, IReadOnlyList<string> Addresses)
{
    private const string Address = " href=\"";

    /// <summary>Whether it has a link, seen or not.</summary>
    public bool HasLink { get; private init; }

    /// <param name="html">Of a message row: well-formed.</param>
    public static ShownText Of(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var words = new StringBuilder(html.Length);
        var addresses = new List<string>();
        for (var at = 0; at < html.Length;)
        {
            var tag = html.IndexOf('<', at);
            var end = tag < 0 ? -1 : html.IndexOf('>', tag);
            words.Append(html, at, (end < 0 ? html.Length : tag) - at);
            if (end < 0)
            {
                break;
            }

            Read(html.AsSpan(tag + 1, end - tag - 1), words, addresses);
            at = end + 1;
        }

        var text = WebUtility.HtmlDecode(words.ToString()).Trim();
        return new(text, [.. addresses.Distinct().Where(address => !text.Contains(address, StringComparison.OrdinalIgnoreCase))])
        {
            HasLink = addresses.Count > 0,
        };
    }

    private static void Read(ReadOnlySpan<char> tag, StringBuilder words, List<string> addresses)
    {
        var name = tag.TrimStart('/');
        var nameEnd = name.IndexOf(' ');
        if ((nameEnd < 0 ? name : name[..nameEnd]) is "p" or "br" or "pre" or "blockquote" or "ul" or "ol" or "li")
        {
            words.Append('\n');
        }
        else if (tag.StartsWith("a ") && tag.IndexOf(Address) is >= 0 and var start)
        {
            var value = tag[(start + Address.Length)..];
            addresses.Add(WebUtility.HtmlDecode(value[..value.IndexOf('"')].ToString()));
        }
    }
}
