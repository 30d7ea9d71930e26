using System.Globalization;

namespace Xtablo.Domain.Search;

/// <summary>Where a text can be cut.</summary>
internal static class TextEdges
{
    private const int Near = 20; // UTF-16 code units

    /// <summary>Where the first word after a place begins; else that place, but never within a character.</summary>
    public static int WordStart(string text, int from, int last)
    {
        var space = from == 0 ? -1 : text.AsSpan(from, last - from).IndexOfAny(' ', '\n');
        return from == 0 ? 0 : space >= 0 ? from + space + 1 : Whole(text, from);
    }

    /// <summary>Where the last word before a place ends; likewise.</summary>
    public static int WordEnd(string text, int from)
    {
        if (from >= text.Length)
        {
            return text.Length;
        }

        var space = text.AsSpan(from - Near, Near).LastIndexOfAny(' ', '\n');
        return space >= 0 ? from - Near + space : Whole(text, from);
    }

    /// <summary>The beginning of the character at a place.</summary>
    private static int Whole(string text, int at)
    {
        var start = Math.Max(0, at - Near);
        for (var next = start; next <= at; next += StringInfo.GetNextTextElementLength(text, next))
        {
            start = next;
        }

        return start;
    }
}
