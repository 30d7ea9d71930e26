using System.Text;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Text;

/// <summary>The rule that all names share: visible, on one line, not too long, composed (NFC).</summary>
internal static class OneLine
{
    /// <param name="text">As typed; null counts as empty.</param>
    /// <param name="rule">The prefix of the code of a broken rule, such as <c>name</c> in <c>name.too-long</c>.</param>
    /// <param name="field">The name of the input, for <see cref="RefusedException.Field"/>.</param>
    /// <param name="maxLength">In characters as people count them.</param>
    public static string From(string? text, string rule, string field, int maxLength)
    {
        var typed = text ?? "";
        if (TextRules.HasUnusableCharacter(typed)
            || typed.Contains('\uFFFE', StringComparison.Ordinal)) // U+FFFE has no normal form
        {
            throw new RefusedException($"{rule}.unusable-character", field);
        }

        var name = TextRules.WithoutUnseen(typed).Trim().Normalize(NormalizationForm.FormC);
        if (TextRules.IsInvisible(name))
        {
            throw new RefusedException($"{rule}.empty", field);
        }

        // Besides line breaks this refuses the bidi controls, which let one name pose as another.
        if (name.Any(c => char.IsControl(c)
            || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')))
        {
            throw new RefusedException($"{rule}.unusable-character", field);
        }

        var length = TextRules.LengthOf(name);
        return length <= maxLength ? name : throw new RefusedException($"{rule}.too-long", field, maxLength, length);
    }
}
