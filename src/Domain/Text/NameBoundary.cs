using System.Globalization;
using System.Text;

namespace Xtablo.Domain.Text;

/// <summary>Where a mention may begin and end in a text: not within a word, an e-mail address or an identifier.</summary>
internal static class NameBoundary
{
    /// <summary>As far as is looked back: a long line of slashes would be read again from each.</summary>
    private const int LongestWord = 100;

    /// <param name="at">The place of the @.</param>
    public static bool IsBefore(string text, int at) => At(text, at, backwards: true) switch
    {
        null => true,
        { Value: '@' or '\\' } => false,
        { Value: '_' or '-' or '+' } => !IsWord(At(text, at - 1, backwards: true)), // ada_@example.org
        { Value: '/' } => !WordBefore(text, at).Contains('.'), // example.org/@ada
        { } before => !IsWord(before) || IsUnspaced(before),
    };

    /// <param name="end">The place behind the name.</param>
    public static bool IsBehind(string text, int end) => At(text, end, backwards: false) switch
    {
        null => true,
        { Value: '@' } => false,
        { Value: '_' or '-' or '.' } => !IsWord(At(text, end + 1, backwards: false)), // @ada.fr, @Jean-Marc
        { } behind when IsMark(behind) => false, // it belongs to the last letter
        { } behind => !IsWord(behind) || IsUnspaced(behind) || IsUnspaced(At(text, end, backwards: true)!.Value),
    };

    /// <summary>The character at a place, or the one that ends there; null at the end of the text.</summary>
    private static Rune? At(string text, int at, bool backwards)
    {
        var rest = backwards ? text.AsSpan(0, at) : text.AsSpan(at);
        _ = backwards ? Rune.DecodeLastFromUtf16(rest, out var rune, out _) : Rune.DecodeFromUtf16(rest, out rune, out _);
        return rest.IsEmpty ? null : rune;
    }

    private static ReadOnlySpan<char> WordBefore(string text, int at)
    {
        var start = at;
        while (start > 0 && at - start < LongestWord && !char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        return text.AsSpan(start, at - start);
    }

    private static bool IsWord(Rune? rune) => rune is { } it && (Rune.IsLetterOrDigit(it) || IsMark(it));

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>
    /// Letters of scripts that are written without spaces: Thai, Lao, Tibetan, Burmese, Khmer, Chinese and Japanese; and Korean,
    /// whose endings follow a name without one.
    /// </summary>
    private static bool IsUnspaced(Rune rune) => rune.Value
        is (>= 0x0E00 and <= 0x0FFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1100 and <= 0x11FF) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x31FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9F) or (>= 0x20000 and <= 0x3FFFF);
}
