namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// Fires at once after a pause and then at most once per <paramref name="pace"/>, and for two thirds of the time at most: what
/// takes 20 ms is followed by a rest of 10. Meanwhile messages gather and go out together; under load that is what saves most
/// (docs/performance.md). However long it takes, the next fires after a quarter of a second.
/// </summary>
/// <param name="fire">Is given what it must call when all that it began is through.</param>
internal sealed class PacedPulse(TimeSpan pace, TimeProvider time, Action<Action> fire) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long? _lastAt;
    private TimeSpan _distance; // from the last to the next
    private bool _due;
    private bool _disposed;

    public void Ring()
    {
        long now;
        lock (_gate)
        {
            if (_due || _disposed)
            {
                return;
            }

            if (Rest() > TimeSpan.Zero)
            {
                _due = true;
                _timer ??= time.CreateTimer(_ => FireLate(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(Rest(), Timeout.InfiniteTimeSpan);
                return;
            }

            now = Begin();
        }

        fire(() => NoteEnd(now));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private TimeSpan Rest()
    {
        var rest = _lastAt is { } last ? _distance - time.GetElapsedTime(last) : TimeSpan.Zero;
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    private void FireLate()
    {
        long now;
        lock (_gate)
        {
            if (!_due)
            {
                return; // the timer was set anew when it was on its way
            }

            _due = false;
            now = Begin();
        }

        fire(() => NoteEnd(now));
    }

    private long Begin()
    {
        var now = time.GetTimestamp();
        (_lastAt, _distance) = (now, pace > Longest ? pace : Longest); // until it is known how long it takes
        return now;
    }

    private void NoteEnd(long begun)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            var withRest = time.GetElapsedTime(begun) * 1.5;
            _distance = withRest < pace ? pace : withRest < _distance ? withRest : _distance;
            if (_due)
            {
                _timer!.Change(Rest(), Timeout.InfiniteTimeSpan);
            }
        }
    }
}
