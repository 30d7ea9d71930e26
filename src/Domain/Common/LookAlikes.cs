using System.Text;

namespace Xtablo.Domain.Common;

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

    /// <summary>Equal for two texts that are written alike, whatever they look like.</summary>
    public static string Written(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>Equal for two texts that look alike, however they are written.</summary>
    public static string Skeleton(string text)
    {
        var skeleton = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKD))
        {
            var at = Drawn.IndexOf(letter, StringComparison.Ordinal);
            skeleton.Append(at < 0 ? letter : As[at]);
        }

        return skeleton.ToString().ToLowerInvariant();
    }
}
