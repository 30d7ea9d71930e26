using System.Globalization;
using System.Text.RegularExpressions;
using Xtablo.Faults.Tests.Checking;
using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Rows;

/// <summary>What happens to the disk, the clock, the copies and the proxy.</summary>
public sealed partial class SurroundingsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Row", "F12")]
    public async Task On_a_full_disk_posts_are_refused_reading_goes_on_and_it_heals_by_itself()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 8);
        await FaultRun.PlayAsync(
            "F12 the disk is full",
            Store.Sqlite,
            async run =>
            {
                await run.CrowdAsync(writers: 4, followers: 6);

                await Dose.RepeatAsync(times: 2, async () =>
                {
                    await run.MomentAsync(500);
                    disk.Fill();
                    var full = run.Recorder.Now;
                    IEnumerable<Attempt> Refused() => run.Recorder.Changes.SelectMany(change => change.Attempts).Where(attempt => attempt.Begun > full && attempt.Row is null);
                    await Patience.UntilAsync(() => Refused().Count() >= 5, TimeSpan.FromSeconds(30), "posts are refused");
                    Assert.Contains("data-cursor", await run.Ada.Http.GetStringAsync(run.Discussion, Ct), StringComparison.Ordinal);
                    Assert.All(Refused(), attempt => Assert.True(attempt.Status is 503 or 507, $"it was {attempt.Status}"));
                    run.Bit(Refused().Count());
                    disk.Free();
                    await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(10));
                });
            },
            new() { ["ConnectionStrings__Xtablo"] = $"Data Source={disk.Folder}/xtablo.db" });
    }

    [Fact]
    [Trait("Row", "F15")]
    public async Task When_the_clock_jumps_a_day_ahead_and_an_hour_back_order_keys_and_streams_do_not_care()
    {
        using var clock = new WallClock();
        await FaultRun.PlayAsync(
            "F15 the clock jumps",
            Store.Sqlite,
            async run =>
            {
                await run.CrowdAsync(writers: 4, followers: 6);

                await Dose.RepeatAsync(times: 1, async () =>
                {
                    foreach (var (shift, ahead) in ((string, TimeSpan)[])[("+1d", TimeSpan.FromDays(1)), ("-1h", TimeSpan.FromHours(-1)), ("+0", TimeSpan.Zero)])
                    {
                        await run.MomentAsync(1000);
                        clock.Shift(shift);
                        var row = await run.NewWriter(run.Ada).PostAsync();
                        var postedAt = DateTimeOffset.Parse(Time().Match(row!.Html).Groups["at"].Value, CultureInfo.InvariantCulture);
                        Assert.InRange(postedAt - TimeProvider.System.GetUtcNow() - ahead, TimeSpan.FromMinutes(-2), TimeSpan.FromMinutes(2)); // so it was seen
                        run.Bit();
                        foreach (var follower in run.Followers)
                        {
                            follower.Drop();
                        }
                    }
                });
            },
            clock.Environment);
    }

    [Theory]
    [Trait("Row", "F16")]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public Task After_a_restore_every_stream_is_reset_and_goes_on_in_the_new_epoch(Store store) => FaultRun.PlayAsync("F16 an older backup is restored", store, async run =>
    {
        await run.CrowdAsync(writers: 4, followers: 6);
        await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
        await run.MomentAsync(1000);
        await run.StopWritingAsync();
        var backup = Path.Combine(run.Program.DataDirectory, "backup");

        await Dose.RepeatAsync(times: 1, async () =>
        {
            await run.Program.RunVerbAsync("backup", backup);
            var backedUp = run.Recorder.Now;
            await run.NewWriter(run.Ada).PostAsync(); // which the backup does not have
            await run.UntilFollowersAreAtAsync((await run.DumpAsync()).Replay.Frames[^1].Cursor);
            await run.Program.StopAsync();
            await run.Program.RunVerbAsync("restore", backup);
            File.Delete(backup);
            run.Recorder.ReturnTo(backedUp);
            await run.Program.StartAsync();

            await run.UntilFollowersAreReadyAsync();
            await run.NewWriter(run.Ada).PostAsync();
            run.Bit(run.Recorder.Streams.Count(stream => stream.Frames.Any(frame => frame.Event is "reset")));
        });

        Assert.True(run.Faults >= run.Followers.Count, $"only {run.Faults} were reset");
    });

    [Theory]
    [Trait("Row", "F21")]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public Task Behind_an_nginx_that_restarts_and_answers_502_everyone_comes_back_alone(Store store) => FaultRun.PlayAsync("F21 nginx restarts and answers 502", store, async run =>
    {
        await using var nginx = new Nginx(run.Program.Port);
        await nginx.StartAsync();
        await run.CrowdAsync(writers: 4, followers: 6, through: nginx.Port);

        await Dose.RepeatAsync(times: 1, async () =>
        {
            await run.MomentAsync(1000);
            await nginx.StopAsync();
            await run.MomentAsync(500);
            await nginx.StartAsync();
            run.Bit();
            await run.UntilFollowersAreReadyAsync();
            await run.Program.KillAsync(); // and nginx says 502
            await Patience.UntilAsync(() => BadGateways(run) > 0 && run.Followers.Any(follower => follower.Refusals > 0), TimeSpan.FromSeconds(10), "nginx says 502");
            await run.Program.StartAsync();
            await run.UntilFollowersAreReadyAsync();
        });

        run.Bit(BadGateways(run));
        await run.SettleAsync();
    });

    [Fact]
    [Trait("Row", "F30")]
    public Task Other_programs_at_the_SQLite_file_harm_nothing_and_a_second_server_is_refused() => FaultRun.PlayAsync("F30 others at the SQLite file", Store.Sqlite, async run =>
    {
        var file = Path.Combine(run.Program.DataDirectory, "xtablo.db");
        var copy = Path.Combine(run.Program.DataDirectory, "copy.db");
        long Wal() => new FileInfo(file + "-wal").Length;
        await run.CrowdAsync(writers: 4, followers: 6);
        var chatterbox = run.NewWriter(run.Ada);
        chatterbox.Words = new string('預', 9900);
        run.Write(chatterbox);

        Assert.Equal(1, await run.Program.StartSecondAsync());
        await Dose.RepeatAsync(times: 1, async () =>
        {
            using (var reader = Command.Start("sqlite3", file))
            {
                await reader.StandardInput.WriteLineAsync("BEGIN; SELECT count(*) FROM messages;");
                await reader.StandardInput.FlushAsync(Ct);
                await reader.StandardOutput.ReadLineAsync(Ct); // from now on it holds the log of SQLite back
                for (var i = 0; i < 5; i++)
                {
                    await Command.RunAsync("sqlite3", "-cmd", ".timeout 10000", file, $".backup {copy}");
                    Assert.Equal("ok", (await Command.RunAsync("sqlite3", copy, "PRAGMA integrity_check")).Trim());
                    run.Bit();
                }

                reader.StandardInput.Close();
                await reader.WaitForExitAsync(Ct);
            }

            var held = Wal();
            var begun = chatterbox.Acknowledged;
            await Patience.UntilAsync(() => chatterbox.Acknowledged > begun + 100, TimeSpan.FromSeconds(30), "much more is written");
            Assert.InRange(Wal(), 1, held + 5_000_000); // it is used again from its start
        });
    });

    private static int BadGateways(FaultRun run) => run.Recorder.Changes.SelectMany(change => change.Attempts).Count(attempt => attempt.Status == 502);

    [GeneratedRegex("datetime=\"(?<at>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}
