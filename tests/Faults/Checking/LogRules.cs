namespace Xtablo.Faults.Tests.Checking;

/// <summary>LOG-GAP and NOT-CAUGHT-UP: the log as it is in the end, and who got there.</summary>
internal static class LogRules
{
    public static IEnumerable<Violation> Check(Facts facts) => [.. LogGap(facts), .. NotCaughtUp(facts)];

    private static IEnumerable<Violation> LogGap(Facts facts)
    {
        var numbers = facts.History.FinalRows.Select(row => row.Number).Distinct().Order().ToList();
        if (numbers.Count > 0 && numbers[^1] != numbers.Count)
        {
            yield return new Violation(Rule.LogGap, $"the pages hold {numbers.Count} numbers up to {numbers[^1]}");
        }

        foreach (var gap in new StreamWalk(facts.History.Replay, facts).Violations)
        {
            yield return gap with { Rule = gap.Rule is Rule.StreamGap ? Rule.LogGap : gap.Rule };
        }
    }

    private static IEnumerable<Violation> NotCaughtUp(Facts facts)
    {
        var head = new StreamWalk(facts.History.Replay, facts).Position;
        foreach (var connections in facts.History.Streams.Where(stream => !facts.Removals.ContainsKey(stream.Person)).GroupBy(stream => stream.Follower))
        {
            var at = connections.Select(stream => new StreamWalk(stream, facts).Position).Last(position => position is not null);
            if (at != head)
            {
                yield return new Violation(Rule.NotCaughtUp, $"{connections.Key} is at {at}, the log at {head}");
            }

            var frames = connections.SelectMany(stream => stream.Frames).ToList();
            var sinceReset = frames.Skip(frames.FindLastIndex(frame => frame.Event == "reset") + 1); // at a reset it forgets what it holds
            var held = sinceReset.Where(frame => frame.Row is not null)
                .GroupBy(frame => frame.Row!.MessageId, frame => frame.Row!.Revision);
            foreach (var message in held.Where(message => facts.Final.TryGetValue(message.Key, out var final) && final.Revision != message.Max()))
            {
                yield return new Violation(Rule.NotCaughtUp, $"{connections.Key} holds message {message.Key} at {message.Max()}, the pages at {facts.Final[message.Key].Revision}");
            }
        }
    }
}
