namespace Xtablo.Faults.Tests.Checking;

/// <summary>Each rule fires on the bug it is for, and on no other but where the one bug cannot be without the other's harm.</summary>
public sealed class PlantedBugTests
{
    private static readonly int[] Seeds = [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public void A_discussion_without_a_bug_breaks_no_rule() => Assert.Empty(Enumerable.Range(1, 50).SelectMany(seed => Check(PlantedBug.None, seed)));

    [Theory]
    [InlineData(PlantedBug.AcknowledgesBeforeTheCommit, Rule.Lost)]
    [InlineData(PlantedBug.ForgetsKeys, Rule.Duplicate, Rule.AckUnstable, Rule.DeletedText)]
    [InlineData(PlantedBug.InventsAMessage, Rule.Phantom)]
    [InlineData(PlantedBug.RefusesARepeatedKey, Rule.AckUnstable)]
    [InlineData(PlantedBug.BurnsASequence, Rule.LogGap, Rule.StreamGap)]
    [InlineData(PlantedBug.NumbersBeforeTheLock, Rule.RealtimeOrder)]
    [InlineData(PlantedBug.SwallowsAnEntry, Rule.StreamGap, Rule.NotCaughtUp)]
    [InlineData(PlantedBug.DeliversTwice, Rule.StreamRepeat)]
    [InlineData(PlantedBug.SendsFromBeforeTheCursor, Rule.StreamRepeat)]
    [InlineData(PlantedBug.RendersForTheViewer, Rule.Disagree)]
    [InlineData(PlantedBug.IgnoresTheEpoch, Rule.EpochNoReset)]
    [InlineData(PlantedBug.AlwaysResets, Rule.EpochNoReset)]
    [InlineData(PlantedBug.NewEpochAtEachStart, Rule.EpochNoReset)]
    [InlineData(PlantedBug.SwallowsTheLastDoorbell, Rule.NotCaughtUp)]
    [InlineData(PlantedBug.KeepsDeletedTextInTheRing, Rule.DeletedText)]
    [InlineData(PlantedBug.KeepsDeletedTextInThePage, Rule.DeletedText)]
    [InlineData(PlantedBug.StoresAfterRemoval, Rule.AfterRevoke)]
    [InlineData(PlantedBug.AnswersARetryAfterRemoval, Rule.AfterRevoke)]
    [InlineData(PlantedBug.StreamsAfterRemoval, Rule.AfterRevoke)]
    [InlineData(PlantedBug.StreamsLaterRowsBeforeRemoval, Rule.AfterRevoke)]
    [InlineData(PlantedBug.OpensStreamsAfterRemoval, Rule.AfterRevoke)]
    [InlineData(PlantedBug.ShowsPagesAfterRemoval, Rule.AfterRevoke)]
    [InlineData(PlantedBug.ARefusalUndoesItsBatch, Rule.Lost, Rule.RealtimeOrder, Rule.Disagree)]
    [InlineData(PlantedBug.ABatchMixesUpItsAnswers, Rule.AckUnstable)]
    [InlineData(PlantedBug.ABatchSharesANumber, Rule.LogGap, Rule.Disagree)]
    public void A_planted_bug_is_found_by_its_rule(PlantedBug bug, params Rule[] rules)
    {
        var fired = Seeds.SelectMany(seed => Check(bug, seed)).Select(violation => violation.Rule).Distinct().Order();

        Assert.Equal(rules, fired);
    }

    private static IReadOnlyList<Violation> Check(PlantedBug bug, int seed) => HistoryChecker.Check(new ModelRun(bug, seed).Live());
}
