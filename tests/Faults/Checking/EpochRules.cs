namespace Xtablo.Faults.Tests.Checking;

/// <summary>EPOCH-NO-RESET as far as more than one connection shows it, and DISAGREE.</summary>
internal static class EpochRules
{
    public static IEnumerable<Violation> Check(Facts facts) => [.. OneEpoch(facts.History), .. Disagree(facts)];

    private static IEnumerable<Violation> OneEpoch(History history)
    {
        var epochs = history.Streams.Append(history.Replay).SelectMany(stream => stream.Frames)
            .Where(frame => frame.Cursor is not null).Select(frame => frame.Cursor!.Value.Epoch).Distinct().ToList();
        if (epochs.Count > 1)
        {
            yield return new Violation(Rule.EpochNoReset, $"without a restore the epochs were {string.Join(", ", epochs)}");
        }
    }

    private static IEnumerable<Violation> Disagree(Facts facts)
    {
        var rows = facts.Sightings.Select(sighting => sighting.Row).ToList();
        return
        [
            .. TwoOf(rows, row => (row.MessageId, row.Revision), row => row.Html, "rows of one revision"),
            .. TwoOf(rows, row => row.Number, row => row.MessageId, "messages of one number"),
            .. TwoOf(facts.Entries(), entry => entry.Sequence, entry => entry.Message, "messages of one entry"),
        ];
    }

    private static IEnumerable<Violation> TwoOf<T, TKey>(IEnumerable<T> seen, Func<T, TKey> key, Func<T, string> value, string what) =>
        seen.GroupBy(key, value).Select(values => values.Distinct().ToList()).Where(values => values.Count > 1)
            .Select(values => new Violation(Rule.Disagree, $"two {what}: {string.Join(" and ", values)}"));
}
