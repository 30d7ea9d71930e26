using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Xtablo.Faults.Tests.Checking;
using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Rows;

/// <summary>What happens to the program itself.</summary>
public sealed partial class ProgramTests
{
    [Theory]
    [Trait("Row", "F0")]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public Task With_streams_that_come_and_go_nothing_is_lost_or_doubled(Store store) => FaultRun.PlayAsync("F0 streams are dropped", store, async run =>
    {
        await run.CrowdAsync(writers: 4, followers: 6);

        await Dose.RepeatAsync(times: 10, async () =>
        {
            await run.MomentAsync(200);
            run.Followers[run.Random.Next(run.Followers.Count)].Drop();
            run.Bit();
        });
    });

    [Theory]
    [Trait("Row", "F3")]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public Task Killed_at_random_moments_it_keeps_what_it_acknowledged_and_streams_resume(Store store) => FaultRun.PlayAsync("F3 the program is killed", store, async run =>
    {
        await run.CrowdAsync(writers: 4, followers: 6);

        await Dose.RepeatAsync(times: 3, async () =>
        {
            await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
            await run.MomentAsync(600);
            await run.Program.KillAsync();
            run.Bit();
            var start = await run.Program.StartAsync();
            Assert.True(start < TimeSpan.FromSeconds(15), $"the start took {start}"); // 2 s on a machine that has nothing else to do
        });
    });

    [Theory]
    [Trait("Row", "F25")]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public Task Sixty_four_writers_in_one_discussion_each_get_their_turn(Store store) => FaultRun.PlayAsync("F25 sixty-four writers at once", store, async run =>
    {
        await run.CrowdAsync(writers: 0, followers: 6);
        for (var i = 0; i < 64; i++)
        {
            var writer = run.NewWriter(run.Ada);
            writer.Rest = TimeSpan.Zero;
            run.Write(writer);
        }

        await Dose.RepeatAsync(times: 1, () =>
        {
            var each = run.Writers.Min(writer => writer.Acknowledged) + 3;
            return Patience.UntilAsync(() => run.Writers.All(writer => writer.Acknowledged >= each), TimeSpan.FromSeconds(60), "every writer has had its turn");
        });

        var atOnce = MostAtOnce(run.Recorder.Changes.SelectMany(change => change.Attempts));
        Assert.True(atOnce >= 32, $"there were only {atOnce} posts at a time");
        var (posts, commits) = (await run.Program.MetricAsync("xtablo_commit_posts_sum"), await run.Program.MetricAsync("xtablo_commit_posts_count"));
        Assert.True(posts >= 4 * commits, $"{posts} posts were stored by {commits} commits: too few of them shared one");
        run.Bit(atOnce);
    });

    [Theory]
    [Trait("Row", "F27")]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public Task With_hardly_any_memory_it_is_only_slower(Store store) => FaultRun.PlayAsync(
        "F27 a ring of one, a heap of 100 MB",
        store,
        async run =>
        {
            await run.CrowdAsync(writers: 8, followers: 12);
            var opening = await run.Program.MetricAsync("xtablo_log_read_total");

            await Dose.RepeatAsync(times: 10, () => run.MomentAsync(400));
            await run.UntilAcknowledgedAsync(20); // far more than the ring has

            var beginning = (await run.DumpAsync()).Replay.After;
            for (var i = 0; i < 5; i++)
            {
                run.Follow(run.Ada, startsAfter: beginning); // the ring has one entry of all that follows
            }

            await run.UntilFollowersAreReadyAsync();
            var read = (int)(await run.Program.MetricAsync("xtablo_log_read_total") - opening);
            Assert.True(read >= 5, $"it read {read} times");
            run.Bit(read);
        },
        new() { ["Xtablo__Realtime__RingCapacity"] = "1", ["DOTNET_GCHeapHardLimit"] = "0x6400000" });

    [Fact]
    public async Task A_start_says_at_once_that_it_begins_and_then_what_takes_more_than_a_moment()
    {
        var data = Directory.CreateTempSubdirectory("xtablo-faults-");
        using var silent = new TcpListener(IPAddress.Loopback, 0); // takes whoever comes, and never says a word
        silent.Start();
        await using (var program = new XtabloProcess(data.FullName, PostgresCluster.ConnectionTo(((IPEndPoint)silent.LocalEndpoint).Port) + ";Timeout=60"))
        {
            program.Begin();
            var told = await Patience.UntilAsync(
                () => program.Log.Any(line => line.StartsWith("Xtablo is waiting for PostgreSQL (", StringComparison.Ordinal)), TimeSpan.FromSeconds(60), "it says what it waits for");

            Assert.Equal("Xtablo is starting.", program.Log.First());
            Assert.InRange(told, TimeSpan.FromSeconds(2), TimeSpan.MaxValue);
            Assert.All(program.Log.Skip(1), line => Assert.InRange(int.Parse(SoFar().Match(line).Groups["seconds"].Value, CultureInfo.InvariantCulture), 2, 60));
        }

        data.Delete(recursive: true);
    }

    private static int MostAtOnce(IEnumerable<Attempt> attempts)
    {
        var (now, most) = (0, 0);
        foreach (var (_, step) in attempts.SelectMany(attempt => (IEnumerable<(TimeSpan, int)>)[(attempt.Begun, 1), (attempt.Ended, -1)]).Order())
        {
            most = Math.Max(most, now += step);
        }

        return most;
    }

    [GeneratedRegex(@"\((?<seconds>\d+) s so far\)\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SoFar();
}
