namespace Xtablo.Faults.Tests.Checking;

/// <summary>LOST, DUPLICATE, PHANTOM, ACK-UNSTABLE and REALTIME-ORDER: what became of that which was asked for.</summary>
internal static class ChangeRules
{
    // Nobody's fault but the asker's: a stale form, a session that ended, too many.
    private static readonly int[] AskAgain = [400, 401, 429];

    public static IEnumerable<Violation> Check(Facts facts) =>
        [.. Lost(facts), .. Duplicate(facts), .. Phantom(facts), .. AckUnstable(facts), .. RealtimeOrder(facts.History.Changes)];

    private static IEnumerable<Violation> Lost(Facts facts)
    {
        var replayed = facts.History.Replay.Frames.Where(frame => frame.Row is not null)
            .GroupBy(frame => frame.Row!.MessageId).ToDictionary(frames => frames.Key, frames => frames.Max(frame => frame.Row!.Revision));
        return facts.History.Changes.SelectMany(change => change.Attempts).Where(attempt => attempt.Row is not null).Select(attempt => attempt.Row!)
            .Where(row => !(facts.Final.TryGetValue(row.MessageId, out var final) && final.Revision >= row.Revision
                && replayed.TryGetValue(row.MessageId, out var revision) && revision >= row.Revision))
            .Select(row => new Violation(Rule.Lost, $"message {row.Number} was acknowledged at revision {row.Revision}"));
    }

    private static IEnumerable<Violation> Duplicate(Facts facts)
    {
        var byKey = facts.Sightings.Where(sighting => sighting.Row.ClientId is not null).GroupBy(sighting => sighting.Row.ClientId);
        foreach (var messages in byKey.Select(rows => rows.Select(sighting => sighting.Row.MessageId).Distinct().ToList()).Where(messages => messages.Count > 1))
        {
            yield return new Violation(Rule.Duplicate, $"one clientId has the messages {string.Join(", ", messages)}");
        }

        foreach (var rows in facts.History.FinalRows.GroupBy(row => row.MessageId).Where(rows => rows.Count() > 1))
        {
            yield return new Violation(Rule.Duplicate, $"message {rows.First().Number} stands {rows.Count()} times in the pages");
        }
    }

    private static IEnumerable<Violation> Phantom(Facts facts)
    {
        var posts = facts.History.Changes.Where(change => change.Kind is ChangeKind.Post).ToLookup(change => change.ClientId);
        var texts = facts.History.Changes.Where(change => change.Marker is not null).ToLookup(change => change.Marker);
        foreach (var sighting in facts.Sightings.Where(sighting => sighting.Row.ClientId is not null))
        {
            var row = sighting.Row;
            if (!posts[row.ClientId].Any(post => post.Invoked <= sighting.At))
            {
                yield return new Violation(Rule.Phantom, $"{sighting.Where} holds message {row.Number}, which nobody had posted");
            }

            bool IsOfThisMessage(Change text) => (text.Kind is ChangeKind.Post ? text.ClientId == row.ClientId : text.MessageId == row.MessageId) && text.Invoked <= sighting.At;
            foreach (var marker in Marker.AllIn(row.HtmlOfItsOwn).Where(marker => !texts[marker].Any(IsOfThisMessage)))
            {
                yield return new Violation(Rule.Phantom, $"{sighting.Where} holds message {row.Number} with {marker}, which nobody had written there");
            }
        }
    }

    private static IEnumerable<Violation> AckUnstable(Facts facts)
    {
        foreach (var post in facts.History.Changes.Where(change => change is { Kind: ChangeKind.Post, Acknowledged: not null }))
        {
            var first = post.Acknowledged!;
            if (first.Row!.ClientId != post.ClientId)
            {
                yield return new Violation(Rule.AckUnstable, $"{post.Marker} was answered with message {first.Row.Number}, which is another's");
            }

            if (post.Attempts.FirstOrDefault(attempt => attempt.Row is { } row && (row.MessageId, row.Number) != (first.Row!.MessageId, first.Row.Number)) is { } other)
            {
                yield return new Violation(Rule.AckUnstable, $"{post.Marker} was message {first.Row!.Number} and then {other.Row!.Number}");
            }

            bool IsStranger(Attempt attempt) => attempt.Status is 404 && facts.Removals.TryGetValue(post.By, out var removal) && attempt.Ended > removal.Begun;
            if (post.Attempts.FirstOrDefault(attempt =>
                attempt.Begun >= first.Ended && attempt.Status is >= 400 and < 500 && !AskAgain.Contains(attempt.Status.Value) && !IsStranger(attempt)) is { } refused)
            {
                yield return new Violation(Rule.AckUnstable, $"{post.Marker} was acknowledged and then answered with {refused.Status}");
            }
        }
    }

    private static IEnumerable<Violation> RealtimeOrder(IEnumerable<Change> changes)
    {
        var acknowledged = changes.Where(change => change.Acknowledged is not null).ToList();
        var answers = new Queue<Change>(acknowledged.OrderBy(change => change.Acknowledged!.Ended));
        var entries = new HashSet<(string, long)>();
        var (sequence, number) = (0L, 0L); // the highest that were acknowledged so far
        foreach (var change in acknowledged.OrderBy(change => change.Invoked))
        {
            while (answers.TryPeek(out var earlier) && earlier.Acknowledged!.Ended < change.Invoked)
            {
                var answer = answers.Dequeue().Acknowledged!.Row!;
                entries.Add((answer.MessageId, answer.Revision));
                (sequence, number) = (Math.Max(sequence, answer.Revision), Math.Max(number, answer.Number));
            }

            var row = change.Acknowledged!.Row!;
            var hadNoEffect = entries.Contains((row.MessageId, row.Revision)); // a second deletion, an edit to the present text
            if (!hadNoEffect && (row.Revision <= sequence || (change.Kind is ChangeKind.Post && row.Number <= number)))
            {
                yield return new Violation(Rule.RealtimeOrder, $"message {row.Number} at {row.Revision} was begun after {sequence} was acknowledged");
            }
        }
    }
}
