using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Rows;

/// <summary>What happens when PostgreSQL dies, and a standby takes over for two nodes.</summary>
public sealed class FailoverTests
{
    private static readonly Dictionary<string, string> Ringing = new() { ["Xtablo__Backplane"] = "postgres" };

    [Fact]
    [Trait("Row", "F17")]
    public Task A_standby_that_has_every_acknowledged_commit_takes_over_while_the_nodes_go_on() => FaultRun.PlayAsync("F17 a synchronous standby takes over", Store.Postgres, async run =>
    {
        await using var replication = new TcpProxy(run.Postgres.Port);
        var standby = await run.StartStandbyAsync(replication);
        await run.Postgres.WaitForStandbyAsync();
        var second = await run.StartNodeAsync(Ringing, run.DatabaseLine);
        await run.CrowdAsync(writers: 4, followers: 3);
        run.Follow(run.Ada.At(second.Address));
        run.Write(run.NewWriter(run.Ada.At(second.Address)));
        await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
        await run.MomentAsync(1000);
        await run.UntilFollowersAreReadyAsync();
        var opened = run.Recorder.Streams.Count;

        await run.Postgres.KillAsync();
        await standby.PromoteAsync();
        run.DatabaseLine.Target = standby.Port;
        run.Bit();

        await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
        await run.MomentAsync(1000);
        var ends = run.Recorder.Streams.Select(stream => $"{stream.Follower} opened at {stream.Opened} ended with {(stream.Frames is [.., var last] ? last.Event : "nothing")}");
        Assert.True(opened == run.Recorder.Streams.Count, $"Not each has the connection that it had: {string.Join("; ", ends)}");
    }, Ringing);

    [Fact]
    [Trait("Row", "F17")]
    public Task After_the_takeover_by_one_that_lacks_the_last_commits_every_stream_is_reset() => FaultRun.PlayAsync("F17 a standby that lags takes over", Store.Postgres, async run =>
    {
        await using var replication = new TcpProxy(run.Postgres.Port);
        var standby = await run.StartStandbyAsync(replication);
        var second = await run.StartNodeAsync(Ringing, run.DatabaseLine);
        await run.CrowdAsync(writers: 4, followers: 3);
        run.Follow(run.Ada.At(second.Address));
        await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
        await run.StopWritingAsync();
        await run.Postgres.UntilStandbyHasAllAsync(standby);
        replication.Stall();
        var last = run.Recorder.Now;
        await run.NewWriter(run.Ada).PostAsync(); // which the standby does not get
        await run.UntilFollowersAreAtAsync((await run.DumpAsync()).Replay.Frames[^1].Cursor);

        await run.Postgres.KillAsync();
        replication.ResetAll();
        await run.Program.StopAsync();
        await second.StopAsync();
        await standby.PromoteAsync();
        run.DatabaseLine.Target = standby.Port;
        await run.Program.RunVerbAsync("restore", "--renew-only"); // as docs/operating.md says
        run.Recorder.ReturnTo(last);
        await run.Program.StartAsync();
        await second.StartAsync();

        await run.UntilFollowersAreReadyAsync();
        await run.NewWriter(run.Ada).PostAsync();
        run.Bit(run.Recorder.Streams.Count(stream => stream.Frames.Any(frame => frame.Event is "reset")));
        Assert.True(run.Faults >= run.Followers.Count, $"only {run.Faults} were reset");
    }, Ringing);
}
