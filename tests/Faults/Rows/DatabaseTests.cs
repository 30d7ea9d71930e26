using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Rows;

/// <summary>What happens to PostgreSQL, and on the line to it.</summary>
public sealed class DatabaseTests
{
    private static readonly Dictionary<string, string> Ringing = new() { ["Xtablo__Backplane"] = "postgres" };

    [Fact]
    [Trait("Row", "F1")]
    public Task Killed_between_commit_and_broadcast_it_answers_the_retry_with_the_same_message() => FaultRun.PlayAsync("F1 killed between commit and broadcast", Store.Postgres, async run =>
    {
        await run.CrowdAsync(writers: 4, followers: 6);

        await Dose.RepeatAsync(times: 2, async () =>
        {
            await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
            await run.MomentAsync(600);
            var committed = new TaskCompletionSource();
            run.DatabaseLine.Fault = CommitReplies.Do(async () =>
            {
                committed.TrySetResult();
                await Task.Delay(Timeout.Infinite, CancellationToken.None); // the answer never comes
                return Fate.IsReset;
            });
            run.DatabaseLine.ResetAll(); // so that the next post goes over a bad line
            await committed.Task.WaitAsync(TimeSpan.FromSeconds(30));
            await run.Program.KillAsync();
            run.DatabaseLine.Fault = null;
            await run.Program.StartAsync();

            await Patience.UntilAsync(async () => await run.Program.MetricAsync("xtablo_key_replay_total") > 0, TimeSpan.FromSeconds(10), "a retry met its own message");
            run.Bit();
        });
    });

    [Fact]
    [Trait("Row", "F2")]
    public Task When_the_answer_to_COMMIT_is_lost_a_post_is_neither_lost_nor_doubled() => FaultRun.PlayAsync("F2 the answer to COMMIT is lost", Store.Postgres, async run =>
    {
        await run.CrowdAsync(writers: 4, followers: 6);
        run.DatabaseLine.Fault = CommitReplies.Do(() =>
        {
            var isEaten = run.Random.Next(5) == 0;
            run.Bit(isEaten ? 1 : 0);
            return ValueTask.FromResult(isEaten ? Fate.IsReset : Fate.GoesOn);
        });
        run.DatabaseLine.ResetAll();

        await Dose.RepeatAsync(times: 10, () => run.MomentAsync(500));
        await run.UntilItBitAsync();

        run.DatabaseLine.Fault = null;
    });

    [Fact]
    [Trait("Row", "F4")]
    public Task When_PostgreSQL_is_killed_nothing_acknowledged_is_lost_and_streams_stay_open() => FaultRun.PlayAsync("F4 PostgreSQL is killed", Store.Postgres, async run =>
    {
        await run.CrowdAsync(writers: 4, followers: 6);

        await Dose.RepeatAsync(times: 2, async () =>
        {
            await run.MomentAsync(800);
            await run.Postgres.KillAsync();
            run.Bit();
            await run.MomentAsync(800);
            await run.Postgres.StartAsync();
            await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(20));
        });

        Assert.Equal(run.Followers.Count, run.Recorder.Streams.Count); // each on its first connection still
    });

    [Fact]
    [Trait("Row", "F5")]
    public Task While_PostgreSQL_is_frozen_posts_end_in_ten_seconds_and_streams_stay_open() => FaultRun.PlayAsync("F5 PostgreSQL is frozen", Store.Postgres, async run =>
    {
        await run.CrowdAsync(writers: 4, followers: 6);
        using var live = new HttpClient { BaseAddress = run.Program.Address, Timeout = Dose.Claimed(TimeSpan.FromSeconds(5)) };

        await Dose.RepeatAsync(times: 1, async () =>
        {
            await run.MomentAsync(800);
            await run.Postgres.FreezeAsync();
            var begun = run.Recorder.Now;
            while (run.Recorder.Now < begun + TimeSpan.FromSeconds(12))
            {
                Assert.Equal("Healthy", await live.GetStringAsync("/health/live", TestContext.Current.CancellationToken)); // no thread waits for the database
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }

            await run.Postgres.ThawAsync();
            await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(20));
            var caught = run.Recorder.Changes.SelectMany(change => change.Attempts)
                .Where(attempt => attempt.Begun < begun + TimeSpan.FromSeconds(1) && attempt.Ended > begun + TimeSpan.FromSeconds(1)).ToList();
            Assert.All(caught, attempt => Assert.Equal(503, attempt.Status));
            Assert.All(caught, attempt => Assert.InRange(attempt.Ended - attempt.Begun, TimeSpan.Zero, Dose.Claimed(TimeSpan.FromSeconds(11))));
            run.Bit(caught.Count);
        });

        Assert.Equal(run.Followers.Count, run.Recorder.Streams.Count);
    });

    [Fact]
    [Trait("Row", "F7")]
    public Task With_a_line_to_PostgreSQL_that_breaks_at_any_byte_all_promises_hold() => FaultRun.PlayAsync("F7 the line to PostgreSQL breaks", Store.Postgres, async run =>
    {
        await run.CrowdAsync(writers: 4, followers: 6);
        run.DatabaseLine.Fault = BadLines.ResetAtRandom(new Random(run.Random.Next()), 0.02, () => run.Bit());
        run.DatabaseLine.ResetAll();

        await Dose.RepeatAsync(times: 10, () => run.MomentAsync(500));
        await run.UntilItBitAsync();

        run.DatabaseLine.Fault = null;
    });

    [Fact]
    [Trait("Row", "F8")]
    public Task When_the_line_on_which_it_hears_others_ring_falls_silent_all_comes_in_time_and_it_gets_another() => FaultRun.PlayAsync("F8 the line of doorbells falls silent", Store.Postgres, async run =>
    {
        var other = await run.StartNodeAsync(Ringing);
        run.DatabaseLine.Fault = SilentListening.Do(() => run.Bit());
        run.DatabaseLine.ResetAll(); // so that it listens on such a line
        var listener = run.Follow(run.Ada);
        await run.CrowdAsync(writers: 4, followers: 2, through: other.Port);

        await Dose.RepeatAsync(times: 10, () => run.MomentAsync(500));
        await run.UntilAcknowledgedAsync(20);

        run.DatabaseLine.Fault = null;
        var heard = await HeardAsync();
        await Patience.UntilAsync(async () => await HeardAsync() > heard + 10, TimeSpan.FromSeconds(20), "it hears the other node again");
        Assert.InRange(run.LongestDelayOf(listener), TimeSpan.MinValue, Dose.Claimed(TimeSpan.FromSeconds(2)));

        Task<double> HeardAsync() => run.Program.MetricAsync("xtablo_doorbell_heard_total");
    }, Ringing);

    [Fact]
    [Trait("Row", "F9")]
    public Task Without_a_single_doorbell_every_message_comes_within_two_seconds() => FaultRun.PlayAsync("F9 every doorbell is lost", Store.Postgres, async run =>
    {
        var deaf = await run.StartNodeAsync(); // what the first node commits it only finds in the log
        var listener = run.Follow(run.Ada.At(deaf.Address));
        await run.CrowdAsync(writers: 4, followers: 2);

        await Dose.RepeatAsync(times: 10, () => run.MomentAsync(500));
        await run.UntilAcknowledgedAsync(20);

        run.Bit((int)await deaf.MetricAsync("xtablo_reconcile_healed_total"));
        Assert.InRange(run.LongestDelayOf(listener), TimeSpan.MinValue, Dose.Claimed(TimeSpan.FromSeconds(2)));
    });

    [Fact]
    [Trait("Row", "F11")]
    public Task Behind_a_pooler_of_transactions_writers_share_its_connections_and_survive_their_end() => FaultRun.PlayAsync("F11 a pooler of transactions", Store.PooledPostgres, async run =>
    {
        await run.CrowdAsync(writers: 12, followers: 6); // of four connections

        await Dose.RepeatAsync(times: 2, async () =>
        {
            await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
            await run.MomentAsync(1500);
            await run.Postgres.StopAsync("fast"); // what the pooler holds ends, in the midst of transactions
            run.Bit();
            await run.Postgres.StartAsync();
            await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(20));
        });

        Assert.Equal(run.Followers.Count, run.Recorder.Streams.Count);
        await Patience.UntilAsync(
            () => run.Program.Log.Any(line => line.Contains("PostgreSQL takes LISTEN and delivers nothing", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(20), "it said that it hears nobody ring");
    }, Ringing);
}
