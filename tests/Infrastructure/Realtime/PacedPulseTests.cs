using Microsoft.Extensions.Time.Testing;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Tests.Realtime;

public sealed class PacedPulseTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PacedPulse _pulse;
    private readonly List<Action> _going = [];
    private int _fired;

    public PacedPulseTests() => _pulse = new(TimeSpan.FromMilliseconds(10), _time, through =>
    {
        _fired++;
        _going.Add(through);
    });

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
        FireFor(TimeSpan.Zero);
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
    public void What_takes_long_is_followed_by_a_rest_half_as_long()
    {
        FireFor(TimeSpan.FromMilliseconds(20));

        _pulse.Ring();
        _time.Advance(TimeSpan.FromMilliseconds(9));
        Assert.Equal(1, _fired);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, _fired);
    }

    [Fact]
    public void So_is_what_takes_long_while_it_rings()
    {
        _pulse.Ring();
        _pulse.Ring();
        _time.Advance(TimeSpan.FromMilliseconds(20));
        _going[0]();

        _time.Advance(TimeSpan.FromMilliseconds(9));
        Assert.Equal(1, _fired);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, _fired);
    }

    [Fact]
    public void What_is_soon_through_keeps_the_pace_whatever_took_long_before()
    {
        FireFor(TimeSpan.FromMilliseconds(100));
        _time.Advance(TimeSpan.FromMilliseconds(50));
        FireFor(TimeSpan.FromMilliseconds(1));

        _pulse.Ring();
        _time.Advance(TimeSpan.FromMilliseconds(9));

        Assert.Equal(3, _fired);
    }

    [Theory]
    [InlineData(249)] // through, but only just
    [InlineData(1000)]
    public void However_long_it_takes_the_next_fires_after_a_quarter_of_a_second(int milliseconds)
    {
        _pulse.Ring();
        _pulse.Ring();
        for (var i = 1; i <= 250; i++)
        {
            Assert.Equal(1, _fired);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            if (i == milliseconds)
            {
                _going[0]();
            }
        }

        Assert.Equal(2, _fired);
    }

    [Fact]
    public void What_is_through_after_the_next_began_says_nothing_of_that()
    {
        _pulse.Ring();
        _pulse.Ring();
        _time.Advance(TimeSpan.FromMilliseconds(250));
        _pulse.Ring();
        _going[0]();

        _time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal(2, _fired);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(3, _fired);
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
        _going[^1]();
    }
}
