
namespace Xtablo.Faults.Tests.Checking;

/// <summary>DELETED-TEXT: who sees what was deleted.</summary>
internal static class TextRules
{
    /// <summary>How long bytes may be on their way that were sent before a deletion was acknowledged.</summary>
    public static readonly TimeSpan InFlight = TimeSpan.FromSeconds(1);

    public static IEnumerable<Violation> Check(Facts facts)
    {
        var history = facts.History;
        var deletions = history.Changes.Where(change => change is { Kind: ChangeKind.Delete, Acknowledged: not null })
            .GroupBy(change => change.MessageId!).ToDictionary(changes => changes.Key, changes => changes.Select(change => change.Acknowledged!).MinBy(ack => ack.Ended)!);
        var keys = facts.Final.Values.ToLookup(row => row.ClientId, row => row.MessageId);
        var dead = history.Changes.Where(change => change.Marker is not null)
            .SelectMany(change => change.MessageId is { } id ? [id] : keys[change.ClientId], (change, id) => (change.Marker, Message: id))
            .Where(text => deletions.ContainsKey(text.Message))
            .GroupBy(text => text.Marker!).ToDictionary(texts => texts.Key, texts => deletions[texts.First().Message]);

        IEnumerable<Attempt> DeadIn(string text) => Marker.AllIn(text).Where(dead.ContainsKey).Select(marker => dead[marker]);
        foreach (var change in history.Changes)
        {
            foreach (var attempt in change.Attempts.Where(attempt => DeadIn(Without(attempt.Answer, change.Marker)).Any(deletion => attempt.Begun > deletion.Ended)))
            {
                yield return new Violation(Rule.DeletedText, $"in an answer to {change.Kind} begun at {attempt.Begun}");
            }
        }

        foreach (var page in history.Pages.Concat(history.FinalPages).Where(page => DeadIn(page.Body).Any(deletion => page.Begun > deletion.Ended)))
        {
            yield return new Violation(Rule.DeletedText, $"in a page begun at {page.Begun}");
        }

        foreach (var stream in history.Streams.Append(history.Replay))
        {
            bool IsTooLate(Frame frame, Attempt deletion) =>
                stream.Opened > deletion.Ended || frame.At > deletion.Ended + InFlight || frame.Cursor?.Sequence >= deletion.Row!.Revision;
            foreach (var frame in stream.Frames.Where(frame => DeadIn(frame.Data).Any(deletion => IsTooLate(frame, deletion))))
            {
                yield return new Violation(Rule.DeletedText, $"in a frame of {stream.Follower} at {frame.Cursor}");
            }
        }
    }

    private static string Without(string answer, string? marker) => marker is null ? answer : answer.Replace(marker, "", StringComparison.Ordinal);
}
