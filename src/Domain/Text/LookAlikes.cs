using System.Globalization;
using System.Text;

namespace Xtablo.Domain.Text;

/// <summary>
/// Detects names that look the same but are not, such as one with a Cyrillic А in place of an A. It knows the letters of other
/// alphabets that are drawn as Latin ones (after Unicode's confusables, UTS 39), and those that compatibility normalisation
/// unifies, such as full-width letters.
/// </summary>
internal static class LookAlikes
{
    // Each letter stands above the one that it is drawn as. Capitals are listed separately: в is not a b, but В is a B.
    private const string Drawn =
        "АВЕЅІЈКМНОРСТУХҮԚԜ" + "аеѕіјорсухһԁԛԝ" +
        "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ανορϳι" + "ıɑɡ" +
        "ՕՏԼՍ" + "օոսհցզ" + "ⲀⲎⲒⲔⲘⲚⲞⲢⲤⲦⲨⲬ" +
        "ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃᎩ" +
        "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ";

    private const string As =
        "ABESIJKMHOPCTYXYQW" + "aesijopcyxhdqw" +
        "ABEZHIKMNOPTYX" + "avopji" + "iag" +
        "OSLU" + "onuhgq" + "AHIKMNOPCTYX" +
        "ABCDEGHJKLMPRSTVWZY" +
        "ABCDEFGHIJKLMNOPRSTUVWXYZ";

    /// <summary>The alphabets that have letters in common, by where Unicode has them.</summary>
    private static readonly (int First, int Last)[][] Alphabets =
    [
        [(0x41, 0x2AF), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF)], // Latin
        [(0x370, 0x3FF), (0x1F00, 0x1FFF)], // Greek
        [(0x400, 0x52F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)], // Cyrillic
        [(0x530, 0x58F)], // Armenian
        [(0x2C80, 0x2CFF)], // Coptic
        [(0x13A0, 0x13FF), (0xAB70, 0xABBF)], // Cherokee
        [(0xA4D0, 0xA4FF)], // Lisu
    ];

    /// <summary>
    /// True for a text in several of the alphabets that look alike, unless it is known how each of its letters is drawn: one
    /// alphabet a name, after UTS 39.
    /// </summary>
    public static bool MixesAlphabets(string text) => HasSeveralAlphabets(text) && HasSeveralAlphabets(Skeleton(text));

    /// <summary>True when two texts look alike and differ in more than case or width.</summary>
    public static bool Are(string one, string other)
    {
        var (drawn, otherDrawn) = (Skeleton(one), Skeleton(other));
        var lookAlike = drawn.Equals(otherDrawn, StringComparison.OrdinalIgnoreCase)
            || Strokes(drawn).Equals(Strokes(otherDrawn), StringComparison.Ordinal);
        return lookAlike && !Written(one).Equals(Written(other), StringComparison.Ordinal);
    }

    /// <summary>True when two texts are the same, or look so but for case, accents, punctuation and spaces.</summary>
    public static bool ReadAlike(string one, string other)
    {
        var (read, otherRead) = (Letters(Skeleton(one)), Letters(Skeleton(other)));
        return read.Equals(otherRead, StringComparison.OrdinalIgnoreCase)
            || Strokes(read).Equals(Strokes(otherRead), StringComparison.Ordinal);
    }

    /// <summary>Letters and digits alone. Marks go from European letters; in other scripts they are letters too.</summary>
    private static string Letters(string drawn)
    {
        var letters = new StringBuilder(drawn.Length);
        foreach (var rune in drawn.EnumerateRunes())
        {
            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
            var isEuropean = rune.Value is (>= 0x300 and < 0x370) or (>= 0x1AB0 and < 0x2100);
            if (Rune.IsLetterOrDigit(rune) || (isMark && !isEuropean))
            {
                letters.Append(rune.ToString());
            }
        }

        return letters.Length > 0 ? letters.ToString() : drawn;
    }

    private static bool HasSeveralAlphabets(string text) =>
        text.EnumerateRunes()
            .Where(Rune.IsLetter)
            .Select(letter => Array.FindIndex(Alphabets, alphabet => alphabet.Any(range => Has(range, letter.Value))))
            .Where(alphabet => alphabet >= 0)
            .Distinct()
            .Count() > 1;

    private static bool Has((int First, int Last) range, int letter) => letter >= range.First && letter <= range.Last;

    private static string Written(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>The text in the letters that it is drawn as, without invisible characters.</summary>
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

    /// <summary>A capital I, an l and a 1 look the same; an l and a capital L do not, so case matters.</summary>
    private static string Strokes(string drawn) =>
        drawn.Replace('I', 'l').Replace('1', 'l').Replace('|', 'l').Replace('0', 'O');
}
