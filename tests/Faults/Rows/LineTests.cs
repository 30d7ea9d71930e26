using Xtablo.Faults.Tests.Checking;
using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Rows;

/// <summary>What happens on the line between the program and those who follow.</summary>
public sealed class LineTests
{
    /// <summary>At length at each byte; else at one of so many, and at others each minute.</summary>
    private static readonly int Step = Dose.Length > TimeSpan.Zero ? 1 : 16;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Row", "F22")]
    public Task Cut_at_any_byte_a_stream_resumes_without_a_gap_or_a_repeat() => FaultRun.PlayAsync("F22 the stream is cut at each byte", Store.Sqlite, async run =>
    {
        var writer = run.NewWriter(run.Ada);
        await writer.PostAsync();
        await writer.PostAsync(); // of letters of one to four bytes
        var beginning = (await run.DumpAsync()).Replay.After;
        using var onBadLine = run.Ada.At(new Uri($"http://127.0.0.1:{run.Line.Port}"));

        var offset = (int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60 % Step);
        TestContext.Current.TestOutputHelper!.WriteLine($"cut after each {Step} bytes, first after {offset + 1}");
        var isCut = true;
        for (var bytes = offset + 1; isCut; bytes += Step)
        {
            run.Line.Fault = BadLines.CutAfter(bytes, () => run.Bit());
            var follower = run.NewFollower(run.Ada, startsAfter: beginning);
            await follower.ResumeAsync(onBadLine, Ct);
            isCut = !run.Recorder.Streams.LastOrDefault(stream => stream.Follower == follower.Name)?.Frames.Any(frame => frame.Event is "ready") ?? true;
            if (isCut)
            {
                await follower.ResumeAsync(run.Ada, Ct);
            }
        }

        Assert.InRange(run.Faults * Step, 1000, 10_000); // headers and two rows
    });

    [Theory]
    [Trait("Row", "F19")]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public Task Who_does_not_read_or_only_sips_is_cut_and_nobody_else_notices(Store store) => FaultRun.PlayAsync("F19 readers that do not read", store, async run =>
    {
        const int Stuck = 4, Sipping = 4;
        await run.CrowdAsync(writers: 2, followers: 4);
        var before = run.Program.WorkingSet;
        var readers = await Task.WhenAll(Enumerable.Range(0, Stuck + Sipping).Select(_ => RawReader.AskAsync(run.Program.Port, $"{run.Discussion}/stream", run.Ada.Cookies)));
        var sipping = Task.WhenAll(readers.Take(Sipping).Select(reader => reader.SipAsync(Ct)));
        await Patience.UntilAsync(async () => await run.Program.MetricAsync("xtablo_streams") == 4 + Stuck + Sipping, TimeSpan.FromSeconds(10), "all streams are open");

        for (var i = 0; i < 4; i++)
        {
            var chatterbox = run.NewWriter(run.Ada);
            chatterbox.Words = new string('預', 9900); // as long as a message may be, so that the buffers in between are soon full
            chatterbox.Rest = TimeSpan.FromMilliseconds(40);
            run.Write(chatterbox);
        }

        await Patience.UntilAsync(async () => await run.Program.MetricAsync("xtablo_streams") == 4, TimeSpan.FromSeconds(90), "those who do not read are cut");
        await sipping;
        Array.ForEach(readers, reader => reader.Dispose());

        run.Bit(Stuck + Sipping); // by our deadline or by the system's: with few posts a writer is not yet waiting when the system gives up
        Assert.Equal(run.Followers.Count, run.Recorder.Streams.Count); // who reads was never cut
        Assert.InRange(run.Program.WorkingSet - before, long.MinValue, 300_000_000);
    });

    [Fact]
    [Trait("Row", "F20")]
    public Task A_reader_that_vanished_without_a_word_is_forgotten_in_thirty_seconds() => FaultRun.PlayAsync("F20 readers that vanished", Store.Sqlite, async run =>
    {
        await run.CrowdAsync(writers: 1, followers: 2);
        await using var laptop = new VanishingAddress();
        using var reader = await RawReader.AskAsync(run.Program.Port, $"{run.Discussion}/stream", run.Ada.Cookies, laptop.Address);
        await Patience.UntilAsync(async () => await run.Program.MetricAsync("xtablo_streams") == 3, TimeSpan.FromSeconds(10), "the third stream is open");

        await laptop.VanishAsync();
        run.Bit();

        await Patience.UntilAsync(async () => await run.Program.MetricAsync("xtablo_streams") == 2, TimeSpan.FromSeconds(30), "the third stream is freed");
    });

    [Theory]
    [InlineData(0, Rule.StreamGap)]
    [InlineData(2, Rule.StreamRepeat)]
    public async Task A_line_that_lies_about_one_message_is_found_out(int times, Rule rule)
    {
        var lie = await Assert.ThrowsAsync<BrokenPromiseException>(() => FaultRun.PlayAsync("a lying line", Store.Sqlite, async run =>
        {
            using var lied = new ManualResetEventSlim();
            run.Line.Fault = BadLines.Repeat(nth: 2, times, lied.Set);
            await run.CrowdAsync(writers: 0, followers: 1);
            var writer = run.NewWriter(run.Ada);
            for (var i = 0; i < 3; i++)
            {
                var row = await writer.PostAsync();
                await Patience.UntilAsync( // else the next one might be in the piece of the line that lies
                    () => i == 1 ? lied.IsSet : run.Followers[0].At?.Sequence == row!.Revision, FaultRun.SettleLimit, "it came");
            }

            run.Bit();
        }));

        Assert.Equal([rule], lie.Violations.Select(violation => violation.Rule).Distinct());
    }
}
