using System.Text;

namespace Xtablo.Domain.Text;

/// <summary>
/// Tells names that look the same and are not: an А from the Cyrillic alphabet in place of an A. It knows the letters of
/// Cyrillic and Greek that are drawn as Latin ones (after Unicode's confusables, UTS 39), and what compatibility
/// normalisation makes one, such as full-width letters.
/// </summary>
internal static class LookAlikes
{
    // Each letter stands above the one that it is drawn as. Capitals of their own: в is no b, but В is a B.
    private const string Drawn =
        "АВЕЅІЈКМНОРСТУХҮԚԜ" + "аеѕіјорсухһԁԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ανορϳι" + "ıɑɡ";

    private const string As =
        "ABESIJKMHOPCTYXYQW" + "aesijopcyxhdqw" + "ABEZHIKMNOPTYX" + "avopji" + "iag";

    /// <summary>True for two texts that look alike and are not the same but for their case or width.</summary>
    public static bool Are(string one, string other)
    {
        var (drawn, otherDrawn) = (Skeleton(one), Skeleton(other));
        return (drawn.Equals(otherDrawn, StringComparison.OrdinalIgnoreCase) || Strokes(drawn).Equals(Strokes(otherDrawn), StringComparison.Ordinal))
            && !Written(one).Equals(Written(other), StringComparison.Ordinal);
    }

    private static string Written(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>In the letters that it is drawn as, without what is not seen.</summary>
    private static string Skeleton(string text)
    {
        var skeleton = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes().Where(rune => !TextRules.IsUnseen(rune)))
        {
            var letter = rune.ToString();
            var at = Drawn.IndexOf(letter, StringComparison.Ordinal);
            skeleton.Append(at < 0 ? letter : As[at]);
        }

        return skeleton.ToString();
    }

    /// <summary>A capital I, an l and a 1 are one stroke; an l and a capital L are not, so the case counts.</summary>
    private static string Strokes(string drawn) => drawn.Replace('I', 'l').Replace('1', 'l').Replace('|', 'l').Replace('0', 'O');
}
