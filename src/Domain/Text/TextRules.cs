using System.Globalization;
using System.Text;

namespace Xtablo.Domain.Text;

/// <summary>Rules for every text that a person types, message or name.</summary>
internal static class TextRules
{
    /// <summary>Characters as people count them: Unicode scalar values, so that an emoji outside the BMP is one.</summary>
    public static int LengthOf(string text)
    {
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            length++;
        }

        return length;
    }

    /// <summary>True for text with NUL, which PostgreSQL and some browsers cannot hold, or half of a surrogate pair.</summary>
    public static bool HasUnusableCharacter(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
            {
                return true;
            }

            if (char.IsSurrogate(text[i]))
            {
                if (!Rune.TryGetRuneAt(text, i, out _))
                {
                    return true;
                }

                i++;
            }
        }

        return false;
    }

    /// <summary>True when the text has nothing visible: only white space and zero-width characters.</summary>
    public static bool IsInvisible(string text) => text.EnumerateRunes().All(rune => Rune.IsWhiteSpace(rune) || IsUnseen(rune));

    /// <summary>True for a character that is drawn as nothing and is not white space.</summary>
    public static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format || IsBlank(rune.Value);

    /// <summary>
    /// Removes what can make names differ that look the same: zero-width spaces, soft hyphens, direction marks. Joiners stay:
    /// Persian, Indic scripts and emoji need them.
    /// </summary>
    public static string WithoutUnseen(string text) => string.Concat(text.Where(c =>
        c is not ('\u00AD' or '\u061C' or '\u180E' or '\u200B' or '\u200E' or '\u200F'
            or (>= '\u2060' and <= '\u2064') or '\uFEFF')));

    /// <summary>Letters and marks drawn as nothing: the Hangul fillers, the empty Braille pattern, variation selectors.</summary>
    private static bool IsBlank(int scalar) =>
        scalar is 0x034F or 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
