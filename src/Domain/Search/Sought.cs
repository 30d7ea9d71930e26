namespace Xtablo.Domain.Search;

/// <summary>What someone looks for: pieces that must all be in the text, in any order.</summary>
/// <param name="Pieces">Folded; those in quotation marks may have spaces in them. Each once.</param>
public sealed record Sought(string Typed, IReadOnlyList<string> Pieces)
{
    /// <summary>In UTF-16 code units: what is typed beyond is not looked for.</summary>
    public const int MaxLength = 1000;

    /// <param name="typed">Anything: no input is an error, and signs mean themselves.</param>
    public static Sought From(string? typed)
    {
        var text = string.Concat((typed ?? "").EnumerateRunes().Select(rune => rune.ToString()));
        var letters = FoldedText.Of(text.Length <= MaxLength ? text : text[..MaxLength]).Letters;
        return new(text, [.. PiecesOf(letters).Distinct(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> PiecesOf(string letters)
    {
        for (var at = 0; at < letters.Length;)
        {
            var isPhrase = letters[at] is '"' && letters.IndexOf('"', at + 1) > at + 1;
            var start = isPhrase ? at + 1 : at;
            var end = letters.IndexOf(isPhrase ? '"' : ' ', start);
            end = end < 0 ? letters.Length : end;
            if (letters[start..end].Trim(' ') is { Length: > 0 } piece)
            {
                yield return piece;
            }

            at = end + 1;
        }
    }
}
