using System.Globalization;
using System.Net;
using System.Text;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Discussions;

/// <summary>The beginning of a text in a line: of the message that another answers, in a list, in a notification.</summary>
public static class Excerpt
{
    /// <summary>In graphemes: what people see as one character.</summary>
    public const int MaxLength = 140;

    /// <summary>In UTF-16 code units: a single grapheme may have any number.</summary>
    public const int MaxUnits = 600;

    private const string More = "…";

    /// <summary>An entity of one character is no longer than this.</summary>
    private const int LongestEntity = 10;

    /// <summary>
    /// Returns the words of the text without any elements, on one line, cut between graphemes; plain text that is still to be
    /// encoded. Null when there is nothing to see in it.
    /// </summary>
    /// <param name="html">Of a <see cref="RenderedText"/>.</param>
    public static string? Of(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var words = OnOneLine(WebUtility.HtmlDecode(WithoutElements(html)));
        return words.Length is 0 || TextRules.IsInvisible(words) ? null : Cut(words);
    }

    /// <summary>Reads no further than it takes to fill an excerpt, unless what comes first cannot be seen.</summary>
    private static string WithoutElements(string html)
    {
        var text = new StringBuilder();
        var begin = int.MaxValue;
        for (var at = 0; at < html.Length && text.Length - begin <= (MaxUnits + 1) * LongestEntity; at++)
        {
            if (html[at] is not '<')
            {
                begin = begin is int.MaxValue && html[at] is > ' ' and <= '~' ? text.Length : begin;
                text.Append(html[at]);
                continue;
            }

            var end = html.IndexOf('>', at);
            if (end < 0)
            {
                break; // no html that was made here ends so
            }

            if (IsBreak(html.AsSpan(at, end - at)))
            {
                text.Append(' ');
            }

            at = end;
        }

        return text.ToString();
    }

    /// <summary>True for a tag that stands on a line of its own, or ends one.</summary>
    private static bool IsBreak(ReadOnlySpan<char> tag)
    {
        var name = tag[(tag.StartsWith("</") ? 2 : 1)..];
        var end = name.IndexOf(' ');
        return (end < 0 ? name : name[..end]) is "p" or "br" or "pre" or "blockquote" or "ul" or "ol" or "li";
    }

    private static string OnOneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isSpace = Rune.IsWhiteSpace(rune);
            if (isSpace ? line.Length > 0 && line[^1] is not ' ' : line.Length > 0 || !TextRules.IsUnseen(rune))
            {
                line.Append(isSpace ? " " : rune.ToString());
            }
        }

        return line.ToString().TrimEnd(' ');
    }

    private static string Cut(string words)
    {
        var (end, count, fits) = (0, 0, 0);
        while (end < words.Length && end <= MaxUnits && count <= MaxLength)
        {
            fits = count < MaxLength && end <= MaxUnits - More.Length ? end : fits;
            end += StringInfo.GetNextTextElementLength(words, end);
            count++;
        }

        if (end == words.Length && end <= MaxUnits && count <= MaxLength)
        {
            return words;
        }

        if (fits is 0) // a single grapheme of too many marks
        {
            fits = MaxUnits - More.Length;
            fits -= char.IsHighSurrogate(words[fits - 1]) ? 1 : 0;
        }

        return words[..fits].TrimEnd(' ') + More;
    }
}
