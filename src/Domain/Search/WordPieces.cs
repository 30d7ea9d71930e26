namespace Xtablo.Domain.Search;

/// <summary>Cuts long words into terms.</summary>
internal static class WordPieces
{
    private const int Step = Terms.LongestWord - Terms.LongestProbe;

    /// <summary>Each reaches so far into the next that whatever is looked for stands in one of them.</summary>
    public static IEnumerable<string> Of(string word)
    {
        for (var at = 0; ; at += Step)
        {
            var start = char.IsLowSurrogate(word[at]) ? at - 1 : at;
            yield return Cut(word, start, Terms.LongestWord);
            if (at + Terms.LongestWord >= word.Length)
            {
                yield break;
            }
        }
    }

    /// <summary>Never within a character: half of one would be none in a database.</summary>
    public static string Cut(string text, int start, int length)
    {
        var end = Math.Min(text.Length, start + length);
        return text[start..(end < text.Length && char.IsLowSurrogate(text[end]) ? end - 1 : end)];
    }
}
