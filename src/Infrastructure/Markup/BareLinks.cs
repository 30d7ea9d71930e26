using System.Buffers;
using System.Globalization;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;

namespace Xtablo.Infrastructure.Markup;

/// <summary>
/// Addresses without any mark around them, in capitals too, as a phone begins a line. Instead of Markdig's: that one needs small
/// letters and takes what is behind an address in Chinese and Japanese into it.
/// </summary>
internal sealed class BareLinks : InlineParser
{
    private const string Web = "www.";
    private const string Behind = "?!.,:;*_~'’|…";
    private static readonly string[] Beginnings = ["https://", "http://", Web, "mailto:"];
    private static readonly SearchValues<char> Ends = SearchValues.Create(
        "<>\"`\\«»“”„。，、；：！？（）【】「」『』《》〈〉");
    private static readonly SearchValues<char> MayStandBefore = SearchValues.Create(
        "*_~([{<>«»“”„‘’\"':;,|=—–-…（「【『《，。：、；！？");

    public BareLinks() => OpeningCharacters = ['h', 'H', 'w', 'W', 'm', 'M'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var text = slice.AsSpan();
        if (!MayBeginBehind(slice.PeekCharExtra(-1)) || BeginningOf(text) is not { } beginning)
        {
            return false;
        }

        var length = LengthOf(text);
        if (length <= beginning.Length)
        {
            return false;
        }

        var typed = text[..length].ToString();
        var shown = new LiteralInline(typed) { IsClosed = true };
        var url = beginning is Web ? $"https://{typed}" : typed;
        processor.Inline = WebAddress.From(url) is null
            ? shown
            : new LinkInline { Url = url, IsAutoLink = true, IsClosed = true }.AppendChild(shown);
        slice.Start += length;
        return true;
    }

    /// <summary>Letters without case, as those of Chinese, need no space before an address.</summary>
    private static bool MayBeginBehind(char before) =>
        before is '\0' || char.IsWhiteSpace(before) || MayStandBefore.Contains(before)
        || char.GetUnicodeCategory(before) is UnicodeCategory.OtherLetter;

    private static string? BeginningOf(ReadOnlySpan<char> text)
    {
        foreach (var beginning in Beginnings)
        {
            if (text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return beginning;
            }
        }

        return null;
    }

    private static int LengthOf(ReadOnlySpan<char> text)
    {
        var (end, round, square) = (0, 0, 0);
        for (; end < text.Length && !EndsALink(text[end]); end++)
        {
            round += text[end] switch { '(' => 1, ')' => -1, _ => 0 };
            square += text[end] switch { '[' => 1, ']' => -1, _ => 0 };
            if (square < 0) // of a link's text
            {
                break;
            }
        }

        while (end > 0 && (Behind.Contains(text[end - 1]) || (text[end - 1] is ')' && round < 0)))
        {
            end--;
            round += text[end] is ')' ? 1 : 0;
        }

        return end;
    }

    private static bool EndsALink(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || Ends.Contains(c);
}
