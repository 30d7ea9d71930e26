namespace Xtablo.Faults.Tests.Checking;

/// <summary>AFTER-REVOKE: what becomes of those who were removed.</summary>
internal static class AccessRules
{
    public static IEnumerable<Violation> Check(Facts facts) => facts.History.Removals.SelectMany(removal =>
    {
        var sequence = facts.SequenceOf(removal);
        return (IEnumerable<Violation>)[.. Carried(facts.History, removal, sequence), .. Stored(facts, removal, sequence), .. Answered(facts.History, removal)];
    });

    private static IEnumerable<Violation> Carried(History history, Removal removal, long sequence)
    {
        foreach (var stream in history.Streams.Where(stream => stream.Person == removal.Person))
        {
            if (stream.Opened > removal.Acknowledged)
            {
                yield return Of(removal, $"opened a stream {stream.Opened - removal.Acknowledged} after the removal, from {stream.After}");
            }

            foreach (var frame in stream.Frames.Where(frame => frame.Cursor?.Sequence > sequence || frame.Row?.Revision > sequence))
            {
                yield return Of(removal, $"was removed at {sequence}, and {stream.Follower} got {frame.Event} {frame.Cursor}{(frame.Row is { } row ? $" with a row of {row.Revision}" : "")}");
            }
        }
    }

    private static IEnumerable<Violation> Stored(Facts facts, Removal removal, long sequence)
    {
        var keys = facts.History.Changes.Where(change => change.By == removal.Person && change.ClientId is not null).Select(change => change.ClientId).ToHashSet();
        var touchedByOthers = facts.History.Changes.Where(change => change.By != removal.Person && change.MessageId is not null).Select(change => change.MessageId).ToHashSet();
        var rows = facts.History.FinalRows.Concat(facts.History.Replay.Frames.Select(frame => frame.Row).OfType<Row>());
        return rows.Where(row => row.ClientId is not null && keys.Contains(row.ClientId) && row.Revision > sequence && !touchedByOthers.Contains(row.MessageId))
            .DistinctBy(row => row.MessageId)
            .Select(row => Of(removal, $"was removed at {sequence}, and message {row.Number} is stored at {row.Revision}"));
    }

    private static IEnumerable<Violation> Answered(History history, Removal removal)
    {
        foreach (var change in history.Changes.Where(change => change.By == removal.Person))
        {
            foreach (var attempt in change.Attempts.Where(attempt => attempt.Row is not null && attempt.Begun > removal.Acknowledged))
            {
                yield return Of(removal, $"asked for {change.Kind} and was answered with message {attempt.Row!.Number} {attempt.Begun - removal.Acknowledged} after the removal");
            }
        }

        foreach (var page in history.Pages.Where(page => page.Reader == removal.Person && page.Begun > removal.Acknowledged))
        {
            yield return Of(removal, $"was shown a page {page.Begun - removal.Acknowledged} after the removal");
        }
    }

    private static Violation Of(Removal removal, string what) => new(Rule.AfterRevoke, $"{removal.Person} {what}");
}
