using System.Text;

namespace Xtablo.Domain.Common;

/// <summary>What is true of every text that a person types, be it a message or a name.</summary>
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

    /// <summary>True for NUL, which PostgreSQL and some browsers cannot hold, and for halves of a surrogate pair.</summary>
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

    /// <summary>True when nothing of the text would be seen: only spaces and characters of no width.</summary>
    public static bool IsInvisible(string text) => text.All(c =>
        char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format);
}
