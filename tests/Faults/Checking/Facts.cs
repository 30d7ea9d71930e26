namespace Xtablo.Faults.Tests.Checking;

/// <summary>Something that was seen.</summary>
/// <param name="Begun">When it was asked for.</param>
/// <param name="At">When it had come.</param>
public sealed record Sighting(TimeSpan Begun, TimeSpan At, Row Row, string Where);

/// <summary>What follows from a history and more than one rule needs.</summary>
public sealed class Facts
{
    private readonly Dictionary<long, string> _messageAt = [];
    private readonly HashSet<long> _unattributed = [];
    private readonly int _unknown;

    public Facts(History history)
    {
        History = history;
        Sightings = [.. SightingsIn(history)];
        Final = history.FinalRows.GroupBy(row => row.MessageId).ToDictionary(rows => rows.Key, rows => rows.First());
        Removals = history.Removals.ToDictionary(removal => removal.Person);
        foreach (var (sequence, message) in Entries())
        {
            _messageAt.TryAdd(sequence, message);
        }

        _unknown = history.Changes.Count(change => change.Acknowledged is null && change.Attempts.Any(attempt => attempt.IsUnknown))
            + Requotings(history);
    }

    public History History { get; }

    /// <summary>The removals by person.</summary>
    public IReadOnlyDictionary<string, Removal> Removals { get; }

    public IReadOnlyList<Sighting> Sightings { get; }

    /// <summary>The final rows by message.</summary>
    public IReadOnlyDictionary<string, Row> Final { get; }

    /// <summary>Entries of the log as anyone came to know them: a frame names its entry, a revision the last entry of its message.</summary>
    public IEnumerable<(long Sequence, string Message)> Entries() =>
        History.Streams.Append(History.Replay).SelectMany(stream => stream.Frames)
            .Where(frame => frame is { Row: not null, Cursor: not null })
            .Select(frame => (frame.Cursor!.Value.Sequence, frame.Row!.MessageId))
            .Concat(Sightings.Select(sighting => (sighting.Row.Revision, sighting.Row.MessageId)));

    /// <summary>
    /// True when the entry may be left out before <c>ready</c>: a later one of its message is among those that came, or is
    /// still to come. An entry that nobody ever saw may be that of a change whose answer never came, as long as there are so many.
    /// </summary>
    /// <param name="laterThan">Entries beyond this have not come yet.</param>
    public bool IsOvertaken(long sequence, IEnumerable<Frame> came, long laterThan)
    {
        if (!_messageAt.TryGetValue(sequence, out var message))
        {
            _unattributed.Add(sequence);
            return _unattributed.Count <= _unknown;
        }

        return came.Any(frame => frame.Row?.MessageId == message && frame.Cursor?.Sequence > sequence)
            || (Final.TryGetValue(message, out var row) && row.Revision > Math.Max(sequence, laterThan));
    }

    /// <summary>The entry that a removal is: the last notice that names its person. 0 when there is none.</summary>
    public long SequenceOf(Removal removal) =>
        History.FinalRows.LastOrDefault(row => row.ClientId is null && row.Html.Contains(removal.Person, StringComparison.Ordinal))?.Revision ?? 0;

    /// <summary>At most so many entries are of replies whose original was changed: nobody is answered those.</summary>
    private static int Requotings(History history)
    {
        var replies = history.FinalRows.Count(row => row.IsReply);
        return replies == 0 ? 0 : history.Changes.Count(change => change.Kind is not ChangeKind.Post) * Math.Min(replies, 3);
    }

    private static IEnumerable<Sighting> SightingsIn(History history)
    {
        foreach (var attempt in history.Changes.SelectMany(change => change.Attempts).Where(attempt => attempt.Row is not null))
        {
            yield return new Sighting(attempt.Begun, attempt.Ended, attempt.Row!, "an answer");
        }

        foreach (var page in history.Pages.Concat(history.FinalPages))
        {
            foreach (var row in page.Rows)
            {
                yield return new Sighting(page.Begun, page.Ended, row, "a page");
            }
        }

        foreach (var stream in history.Streams.Append(history.Replay))
        {
            foreach (var frame in stream.Frames.Where(frame => frame.Row is not null))
            {
                yield return new Sighting(stream.Opened, frame.At, frame.Row!, $"the stream of {stream.Follower}");
            }
        }
    }
}
