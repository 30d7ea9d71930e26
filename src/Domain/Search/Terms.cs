namespace Xtablo.Domain.Search;

/// <summary>
/// What an index knows a text by: its words; of scripts written without spaces each sign, and each two in a row.
/// </summary>
public static class Terms
{
    /// <summary>In UTF-16 code units: longer words are known by pieces, each of which reaches into the next.</summary>
    public const int LongestWord = 48;

    /// <summary>How much of a word is looked for: so much of any inside of a word stands in one of its pieces.</summary>
    public const int LongestProbe = 16;

    /// <summary>Returns each once.</summary>
    /// <param name="letters">Of a <see cref="FoldedText"/>.</param>
    public static ISet<string> In(string letters)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in TermRuns.In(letters))
        {
            terms.UnionWith(run.Kind is TermType.Word ? WordPieces.Of(letters[run.Start..run.End]) : SignsOf(letters, run));
        }

        return terms;
    }

    /// <summary>
    /// Returns where an inside of this term may begin: the term itself, and what is left of it after each letter, cut to the
    /// length that is looked for. Empty for a sign, which has no inside.
    /// </summary>
    public static IEnumerable<string> EndingsOf(string term)
    {
        ArgumentNullException.ThrowIfNull(term);
        if (!TermRuns.In(term).Any(run => run.Kind is TermType.Word))
        {
            yield break;
        }

        for (var at = 0; at < term.Length; at++)
        {
            if (!char.IsLowSurrogate(term[at]))
            {
                yield return WordPieces.Cut(term, at, LongestProbe);
            }
        }
    }

    /// <summary>Returns what any text that has these letters in it must be known by; empty when there is no telling.</summary>
    /// <param name="letters">A piece of a <see cref="FoldedText"/>.</param>
    public static IEnumerable<Probe> ProbesOf(string letters)
    {
        foreach (var run in TermRuns.In(letters))
        {
            if (run.Kind is not TermType.Word)
            {
                var signs = SignsOf(letters, run).ToList();
                foreach (var sign in signs.Where((_, i) => i % 2 == 0 && (i > 0 || signs.Count == 1))) // the two in a row
                {
                    yield return new Probe(sign, IsWhole: true);
                }
            }
            else if (run.Start > 0 && run.End < letters.Length && run.End - run.Start <= LongestWord)
            {
                yield return new Probe(letters[run.Start..run.End], IsWhole: true);
            }
            else
            {
                yield return new Probe(WordPieces.Cut(letters[run.Start..run.End], 0, LongestProbe), IsWhole: false);
            }
        }
    }

    private static IEnumerable<string> SignsOf(string letters, TermRun run)
    {
        string? before = null;
        foreach (var sign in letters[run.Start..run.End].EnumerateRunes().Select(rune => rune.ToString()))
        {
            yield return sign;
            if (before is not null)
            {
                yield return before + sign;
            }

            before = sign;
        }
    }
}
