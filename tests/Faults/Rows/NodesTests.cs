using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Rows;

/// <summary>What happens to two nodes on one PostgreSQL, and to what they tell each other.</summary>
public sealed class NodesTests
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(4);

    private static readonly Dictionary<string, string> Ringing = new() { ["Xtablo__Backplane"] = "postgres" };

    private static readonly Dictionary<string, string> Leaving = new(Ringing) { ["Xtablo__DrainSeconds"] = $"{Drain.TotalSeconds}" };

    [Fact]
    [Trait("Row", "F3")]
    public Task One_of_two_nodes_is_killed_and_its_streams_go_on_at_the_other() => FaultRun.PlayAsync(
        "F3 one of two nodes is killed",
        Store.Postgres,
        async run =>
        {
            var second = await run.StartSecondNodeAsync(Ringing);
            await using var nginx = await Nginx.StartAsync(run.Program, second);
            await run.CrowdAsync(writers: 4, followers: 6, through: nginx.Port);

            await Dose.RepeatAsync(times: 2, async () =>
            {
                await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
                await run.MomentAsync(1000);
                await second.KillAsync();
                run.Bit();
                await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(10));
                await run.UntilFollowersAreReadyAsync();
                await second.StartAsync();
            });

            await run.SettleAsync();
        },
        Ringing);

    [Fact]
    [Trait("Row", "F6")]
    public Task While_one_node_is_frozen_the_other_posts_and_the_first_catches_up_when_it_thaws() => FaultRun.PlayAsync(
        "F6 one of two nodes is frozen",
        Store.Postgres,
        async run =>
        {
            var second = await run.StartSecondNodeAsync(Ringing);
            var there = run.Ada.At(second.Address);
            await run.CrowdAsync(writers: 4, followers: 3);
            for (var i = 0; i < 3; i++)
            {
                run.Follow(there);
                run.Write(run.NewWriter(there));
            }

            await Dose.RepeatAsync(times: 1, async () =>
            {
                await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
                await run.MomentAsync(1000);
                await run.Program.FreezeAsync();
                run.Bit();
                for (var i = 0; i < 4; i++)
                {
                    await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(10)); // 5 s at most for a lock that the frozen one holds
                    await Task.Delay(TimeSpan.FromSeconds(2));
                }

                await run.Program.ThawAsync();
                await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
            });
        },
        Ringing);

    [Theory]
    [Trait("Row", "F9")]
    [InlineData("lost")]
    [InlineData("doubled")]
    [InlineData("delayed")]
    [InlineData("reordered")]
    public Task Whatever_becomes_of_the_doorbells_on_their_way_every_message_comes_within_two_seconds(string how) => FaultRun.PlayAsync(
        $"F9 doorbells are {how}",
        Store.Postgres,
        async run =>
        {
            await using var line = new TcpProxy(run.Postgres.Port);
            line.Fault = how switch
            {
                "lost" => BadDoorbells.Lost(run.Bit),
                "doubled" => BadDoorbells.Doubled(run.Bit),
                "delayed" => BadDoorbells.Delayed(TimeSpan.FromSeconds(5), run.Bit),
                _ => BadDoorbells.Reordered(run.Bit),
            };
            var second = await run.StartSecondNodeAsync(Ringing, line);
            var listener = run.Follow(run.Ada.At(second.Address));
            await run.CrowdAsync(writers: 4, followers: 2);

            await Dose.RepeatAsync(times: 10, () => run.MomentAsync(500));
            await run.UntilAcknowledgedAsync(20);
            await run.UntilItBitAsync();

            await run.SettleAsync();
            Assert.InRange(run.LongestDelayOf(listener), TimeSpan.MinValue, TimeSpan.FromSeconds(2));
        },
        Ringing);

    [Fact]
    [Trait("Row", "F28")]
    public Task A_rolling_restart_of_two_nodes_fails_not_one_request() => FaultRun.PlayAsync(
        "F28 two nodes are restarted in turn",
        Store.Postgres,
        async run =>
        {
            var second = await run.StartSecondNodeAsync(Leaving);
            await using var nginx = await Nginx.StartAsync(run.Program, second);
            await run.CrowdAsync(writers: 6, followers: 6, through: nginx.Port);

            await Dose.RepeatAsync(times: 1, async () =>
            {
                foreach (var node in (XtabloProcess[])[run.Program, second])
                {
                    await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
                    await run.MomentAsync(1000);
                    var took = await node.StopAsync();
                    Assert.InRange(took, Drain, Drain + TimeSpan.FromSeconds(5));
                    run.Bit();
                    await run.UntilFollowersAreReadyAsync();
                    await node.StartAsync();
                }
            });

            await run.SettleAsync();
            var failed = run.Recorder.Changes.SelectMany(change => change.Attempts).Where(attempt => attempt.IsUnknown).ToList();
            Assert.True(failed.Count == 0, $"{failed.Count} requests failed, with {string.Join(", ", failed.Select(attempt => attempt.Status).Distinct())}: {nginx.ErrorLog}");
        },
        Leaving);
}
