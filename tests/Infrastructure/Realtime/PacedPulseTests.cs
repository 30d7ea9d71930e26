using Microsoft.Extensions.Time.Testing;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Tests.Realtime;

public sealed class PacedPulseTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PacedPulse _pulse;

    public PacedPulseTests() => _pulse = new(TimeSpan.FromMilliseconds(10), _time);

    public void Dispose() => _pulse.Dispose();

    [Fact]
    public void The_first_ring_after_a_pause_wakes_at_once()
    {
        var waiting = _pulse.Next;
        _pulse.Ring();

        Assert.True(waiting.IsCompleted);
    }

    [Fact]
    public void Rings_that_follow_wake_together_when_the_pace_allows()
    {
        _pulse.Ring();
        var waiting = _pulse.Next;
        _pulse.Ring();
        _pulse.Ring();
        Assert.False(waiting.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(9));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(waiting.IsCompleted);
        Assert.False(_pulse.Next.IsCompleted); // one wave, not one a ring
    }

    [Fact]
    public void Who_comes_after_a_ring_waits_for_the_next()
    {
        _pulse.Ring();

        Assert.False(_pulse.Next.IsCompleted);
    }

    [Fact]
    public void A_ring_after_the_last_stream_left_does_nothing()
    {
        _pulse.Ring();
        _pulse.Dispose();
        var waiting = _pulse.Next;
        _pulse.Ring();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(waiting.IsCompleted);
    }
}
