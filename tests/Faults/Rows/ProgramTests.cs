namespace Xtablo.Faults.Tests.Rows;

/// <summary>What happens to the program itself.</summary>
public sealed class ProgramTests
{
    [Theory]
    [Trait("Row", "F0")]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public Task With_streams_that_come_and_go_nothing_is_lost_or_doubled(Store store) => FaultRun.PlayAsync("F0 streams are dropped", store, async run =>
    {
        run.Crowd(writers: 4, followers: 6);
        await run.UntilFollowersAreReadyAsync();

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
        run.Crowd(writers: 4, followers: 6);
        await run.UntilFollowersAreReadyAsync();

        await Dose.RepeatAsync(times: 3, async () =>
        {
            await run.MomentAsync(600);
            await run.Program.KillAsync();
            run.Bit();
            var start = await run.Program.StartAsync();
            Assert.True(start < TimeSpan.FromSeconds(5), $"the start took {start}");
        });
    });
}
