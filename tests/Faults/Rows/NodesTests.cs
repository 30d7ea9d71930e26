using System.Text;
using Xtablo.Faults.Tests.Checking;
using Xtablo.Faults.Tests.Crowd;
using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Rows;

/// <summary>What happens to nodes on one PostgreSQL, and to what they tell each other.</summary>
public sealed class NodesTests
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(4);

    private static readonly Dictionary<string, string> Ringing = new() { ["Xtablo__Backplane"] = "postgres" };

    private static readonly Dictionary<string, string> Leaving = new(Ringing) { ["Xtablo__DrainSeconds"] = $"{Drain.TotalSeconds}" };

    /// <summary>A build that knows no draining refuses to start with the setting.</summary>
    private static Dictionary<string, string>? SettingsAtFirst { get; } =
        Dose.From is not { } build || Knows(build, "DrainSeconds") ? Leaving : null;

    [Fact]
    [Trait("Row", "F3")]
    public Task One_of_three_nodes_is_killed_and_its_streams_go_on_at_the_others() => FaultRun.PlayAsync(
        "F3 one of three nodes is killed",
        Store.Postgres,
        async run =>
        {
            var second = await run.StartNodeAsync(Ringing);
            await using var nginx = await Nginx.StartAsync(run.Program, second, await run.StartNodeAsync(Ringing));
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
            var second = await run.StartNodeAsync(Ringing);
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
            var second = await run.StartNodeAsync(Ringing, line);
            var listener = run.Follow(run.Ada.At(second.Address));
            await run.CrowdAsync(writers: 4, followers: 2);

            await Dose.RepeatAsync(times: 10, () => run.MomentAsync(500));
            await run.UntilAcknowledgedAsync(20);
            await run.UntilItBitAsync();

            await run.SettleAsync();
            Assert.InRange(run.LongestDelayOf(listener), TimeSpan.MinValue, Dose.Claimed(TimeSpan.FromSeconds(2)));
        },
        Ringing);

    [Theory]
    [Trait("Row", "F10")]
    [InlineData("killed")]
    [InlineData("frozen")]
    [InlineData("rid of its listeners")]
    public async Task Whatever_becomes_of_Redis_no_post_fails_and_every_message_comes_within_two_seconds(string what)
    {
        await using var redis = await RedisServer.StartNewAsync();
        var ringing = new Dictionary<string, string> { ["Xtablo__Backplane"] = "redis", ["Xtablo__Redis"] = redis.Address };
        await FaultRun.PlayAsync(
            $"F10 Redis is {what}",
            Store.Postgres,
            async run =>
            {
                var second = await run.StartNodeAsync(ringing);
                var listener = run.Follow(run.Ada.At(second.Address));
                await run.CrowdAsync(writers: 4, followers: 2);

                await Dose.RepeatAsync(times: 1, async () =>
                {
                    await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
                    run.Bit(await BreakAsync(redis, what));
                    await SignOutAtTheOtherAsync(run, second);
                    await run.MomentAsync(2000);
                    var heard = await HeardAsync();
                    await (what switch { "killed" => redis.StartAsync(), "frozen" => redis.ThawAsync(), _ => Task.CompletedTask });
                    await Patience.UntilAsync(async () => await HeardAsync() > heard + 5, TimeSpan.FromSeconds(20), "the other node is heard again");
                });

                await run.SettleAsync();
                Assert.All(run.Recorder.Changes.SelectMany(change => change.Attempts), attempt => Assert.False(attempt.IsUnknown, $"a post ended with {attempt.Status}"));
                Assert.InRange(run.LongestDelayOf(listener), TimeSpan.MinValue, Dose.Claimed(TimeSpan.FromSeconds(2)));

                Task<double> HeardAsync() => second.MetricAsync("xtablo_doorbell_heard_total");
            },
            ringing);
    }

    /// <summary>
    /// The nodes come back as the build that <c>./test</c> published. Where another was given to begin with, with the settings that it
    /// knows; and on one data directory, for the first to have several nodes kept their keys there.
    /// </summary>
    [Fact]
    [Trait("Row", "F28")]
    public Task A_rolling_update_of_two_nodes_fails_not_one_request() => FaultRun.PlayAsync(
        Dose.From is null ? "F28 two nodes are restarted in turn" : "F28 two nodes are updated in turn",
        Store.Postgres,
        async run =>
        {
            var second = await run.StartNodeAsync(SettingsAtFirst, data: Dose.From is null ? null : run.Program.DataDirectory);
            await using var nginx = await Nginx.StartAsync(run.Program, second);
            await run.CrowdAsync(writers: 6, followers: 6, through: nginx.Port);

            await Dose.RepeatAsync(times: 1, async () =>
            {
                foreach (var node in (XtabloProcess[])[run.Program, second])
                {
                    await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
                    await run.MomentAsync(1000);
                    var drains = node.Settings == Leaving;
                    Assert.InRange(await node.StopAsync(), drains ? Drain : TimeSpan.Zero, Drain + Dose.Claimed(TimeSpan.FromSeconds(5)));
                    run.Bit();
                    await run.UntilFollowersAreReadyAsync();
                    (node.Build, node.Settings) = (XtabloProcess.Published(), Leaving);
                    await node.StartAsync();
                }
            });

            await run.SettleAsync();
            var failed = run.Recorder.Changes
                .SelectMany(change => change.Attempts, (change, attempt) => (change.Kind, Attempt: attempt)).Where(c => c.Attempt.IsUnknown)
                .Select(c => $"{c.Kind} from {c.Attempt.Begun.TotalSeconds:F1} to {c.Attempt.Ended.TotalSeconds:F1} s: {c.Attempt.Status}").ToList();
            Assert.True(
                failed.Count == 0 || SettingsAtFirst != Leaving,
                $"{string.Join("; ", failed)}\nnginx: {nginx.Complaints}\nthe second node: {string.Join('\n', second.Log.TakeLast(40))}");
        },
        SettingsAtFirst,
        Dose.From);

    /// <returns>How often it bit.</returns>
    private static async Task<int> BreakAsync(RedisServer redis, string what)
    {
        if (what is "rid of its listeners")
        {
            return await redis.ThrowOutListenersAsync();
        }

        await (what is "killed" ? redis.KillAsync() : redis.FreezeAsync());
        return 1;
    }

    /// <summary>Somebody signs out at one node; their stream at the other ends, though nobody rings.</summary>
    private static async Task SignOutAtTheOtherAsync(FaultRun run, XtabloProcess node)
    {
        var leaver = await run.JoinAsync(await run.Ada.InviteAsync(run.Discussion));
        using var there = leaver.At(node.Address);
        using var stream = await there.FollowAsync($"{run.Discussion}/stream", lastEventId: null, CancellationToken.None);
        using var frames = new FrameReader(await stream.Content.ReadAsStreamAsync(), () => run.Recorder.Now);
        Assert.Equal(303, await leaver.InsistAsync("/sign-out"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        Frame? last = null;
        while (await frames.NextAsync(patience.Token) is { } frame)
        {
            last = frame;
        }

        Assert.Equal("bye", last?.Event);
    }

    /// <summary>Whether a setting is among the literals of a build.</summary>
    private static bool Knows(string build, string setting) =>
        File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(build)!, "Xtablo.Application.dll")).AsSpan().IndexOf(Encoding.Unicode.GetBytes(setting)) >= 0;
}
