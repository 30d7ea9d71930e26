using Microsoft.Extensions.Time.Testing;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Tests.Realtime;

public sealed class PacedPulseTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PacedPulse _pulse;
    private int _fired;
    private Action? _through;

    public PacedPulseTests() => _pulse = new(TimeSpan.FromMilliseconds(10), _time, through => (_fired, _through) = (_fired + 1, through));

    public void Dispose() => _pulse.Dispose();

    [Fact]
    public void The_first_ring_after_a_pause_fires_at_once()
    {
        _pulse.Ring();

        Assert.Equal(1, _fired);
    }

    [Fact]
    public void Rings_that_follow_fire_together_when_the_pace_allows()
    {
        _pulse.Ring();
        _pulse.Ring();
        _pulse.Ring();
        _time.Advance(TimeSpan.FromMilliseconds(9));
        Assert.Equal(1, _fired);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, _fired); // one wave, not one a ring
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, _fired);
    }

    [Fact]
    public void What_takes_long_is_followed_by_as_long_a_rest()
    {
        FireFor(TimeSpan.FromMilliseconds(20));

        _pulse.Ring();
        _time.Advance(TimeSpan.FromMilliseconds(19));
        Assert.Equal(1, _fired);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, _fired);
    }

    [Fact]
    public void What_is_soon_through_keeps_the_pace()
    {
        FireFor(TimeSpan.FromMilliseconds(100));
        _time.Advance(TimeSpan.FromMilliseconds(100));
        FireFor(TimeSpan.FromMilliseconds(1));

        _pulse.Ring();
        _time.Advance(TimeSpan.FromMilliseconds(9));

        Assert.Equal(3, _fired);
    }

    [Fact]
    public void However_long_it_takes_the_next_fires_after_a_quarter_of_a_second()
    {
        FireFor(TimeSpan.FromMilliseconds(249));

        _pulse.Ring();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(2, _fired);
    }

    [Fact]
    public void What_is_never_through_holds_nothing_up()
    {
        _pulse.Ring();

        _pulse.Ring();
        _time.Advance(TimeSpan.FromMilliseconds(10));

        Assert.Equal(2, _fired);
    }

    [Fact]
    public void A_ring_after_the_last_stream_left_does_nothing()
    {
        _pulse.Ring();
        _pulse.Dispose();
        _pulse.Ring();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, _fired);
    }

    private void FireFor(TimeSpan duration)
    {
        _pulse.Ring();
        _time.Advance(duration);
        _through!();
    }
}
