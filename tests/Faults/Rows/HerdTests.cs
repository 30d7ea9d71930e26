using Xtablo.Faults.Tests.Crowd;
using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Rows;

/// <summary>Thousands who come back at once: all by itself, for it takes the whole machine, and other rows have limits of time too.</summary>
[CollectionDefinition(nameof(HerdTests), DisableParallelization = true)]
[Collection(nameof(HerdTests))]
public sealed class HerdTests
{
    [Fact]
    [Trait("Row", "F18")]
    public Task Five_thousand_streams_that_lose_their_server_are_back_in_fifteen_seconds() => FaultRun.PlayAsync("F18 5,000 streams lose their server", Store.Postgres, async run =>
    {
        const int Many = 5000;
        for (var i = 0; i < Many; i++)
        {
            run.Follow(run.Ada, (Asking)(i % 2));
        }

        await run.UntilFollowersAreReadyAsync();
        var writer = run.NewWriter(run.Ada);
        writer.Rest = TimeSpan.FromMilliseconds(300); // each word is heard five thousand times
        run.Write(writer);

        await Dose.RepeatAsync(times: 1, async () =>
        {
            await run.MomentAsync(1000);
            Assert.Equal(Many, run.Followers.Count(follower => follower.IsReady));
            await run.Program.KillAsync();
            run.Bit(Many);
            await Patience.UntilAsync(() => !run.Followers.Any(follower => follower.IsReady), FaultRun.SettleLimit, "nobody has a stream");
            await run.Program.StartAsync();
            await Patience.UntilAsync(() => run.Followers.All(follower => follower.IsReady), Dose.Claimed(TimeSpan.FromSeconds(15)), "all streams are back");
        });
    });
}
