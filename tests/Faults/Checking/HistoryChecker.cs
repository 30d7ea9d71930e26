
namespace Xtablo.Faults.Tests.Checking;

/// <summary>Holds a history against each <see cref="Rule"/>.</summary>
public static class HistoryChecker
{
    /// <summary>Empty when the history is sound.</summary>
    public static IReadOnlyList<Violation> Check(History history)
    {
        var facts = new Facts(history);
        return
        [
            .. ChangeRules.Check(facts),
            .. LogRules.Check(facts),
            .. history.Streams.SelectMany(stream => new StreamWalk(stream, facts).Violations),
            .. EpochRules.Check(facts),
            .. TextRules.Check(facts),
            .. AccessRules.Check(facts),
        ];
    }
}
