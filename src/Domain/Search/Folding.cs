using System.Globalization;
using System.Text;

namespace Xtablo.Domain.Search;

/// <summary>What single characters become.</summary>
internal static class Folding
{
    /// <summary>The parts of a character, those that stay together composed again.</summary>
    public static string PartsOf(string character)
    {
        var isNoText = character.EnumerateRunes().Any(rune =>
            Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNotAssigned || rune == Rune.ReplacementChar);
        if (isNoText) // it has no normal form
        {
            return string.Concat(character.EnumerateRunes().Select(rune => rune.ToString()));
        }

        var parts = character.Normalize(NormalizationForm.FormKD).EnumerateRunes().Where(part => !IsEuropeanMark(part));
        return string.Concat(parts.Select(part => part.ToString())).Normalize(NormalizationForm.FormC);
    }

    public static bool IsEuropeanMark(Rune part) =>
        part.Value is (>= 0x300 and < 0x370) or (>= 0x1AB0 and < 0x1B00) or (>= 0x1DC0 and < 0x1E00);

    public static string LettersOf(Rune part) => Rune.ToLowerInvariant(part).Value switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        '’' or '‘' or 'ʼ' or 'ʻ' or 'ʹ' or '′' or '`' => "'",
        '“' or '”' or '„' or '″' => "\"",
        '‐' or '‑' or '‒' or '–' or '−' => "-",
        _ => Rune.ToLowerInvariant(part).ToString(),
    };
}
