using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Common;

namespace Xtablo.Application.Tests.Common;

public class ClockTests
{
    [Fact]
    public void The_time_is_cut_to_microseconds() => Assert.Equal(Moment.Kept, Moment.Clock().Now());

    [Fact]
    public void The_last_tick_of_a_microsecond_is_not_rounded_up() =>
        Assert.Equal(Moment.Kept, new FakeTimeProvider(Moment.Kept.AddTicks(9)).Now());

    [Fact]
    public void A_time_in_microseconds_stays() => Assert.Equal(Moment.Kept, new FakeTimeProvider(Moment.Kept).Now());

    [Fact]
    public void It_is_in_UTC() => Assert.Equal(TimeSpan.Zero, TimeProvider.System.Now().Offset);
}
