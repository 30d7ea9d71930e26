using Microsoft.Extensions.Time.Testing;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Tests.Realtime;

public sealed class PacedPulseTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PacedPulse _pulse;
    private int _fired;

    public PacedPulseTests() => _pulse = new(TimeSpan.FromMilliseconds(10), _time, () => _fired++);

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
    public void A_ring_after_the_last_stream_left_does_nothing()
    {
        _pulse.Ring();
        _pulse.Dispose();
        _pulse.Ring();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, _fired);
    }
}
