namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// Fires at once after a pause and then at most once per <paramref name="pace"/>, and for half of the time at most: what takes
/// 20 ms is followed by as long a rest, up to a quarter of a second from one to the next. Meanwhile messages gather and go out
/// together; under load that is what saves most (docs/performance.md).
/// </summary>
/// <param name="fire">Is given what to call when all that it began is through; it need not.</param>
internal sealed class PacedPulse(TimeSpan pace, TimeProvider time, Action<Action> fire) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250); // however busy the server is

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long? _lastAt;
    private TimeSpan _slower; // the pace by what the last one took
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

            now = time.GetTimestamp();
            var rest = _lastAt is { } last ? (_slower > pace ? _slower : pace) - time.GetElapsedTime(last, now) : TimeSpan.Zero;
            if (rest > TimeSpan.Zero)
            {
                _due = true;
                _timer ??= time.CreateTimer(_ => FireLate(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(rest, Timeout.InfiniteTimeSpan);
                return;
            }

            _lastAt = now;
        }

        Fire(now);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void FireLate()
    {
        long now;
        lock (_gate)
        {
            _due = false;
            _lastAt = now = time.GetTimestamp();
        }

        Fire(now);
    }

    private void Fire(long begun) => fire(() =>
    {
        var twice = time.GetElapsedTime(begun) * 2;
        lock (_gate)
        {
            _slower = twice < Longest ? twice : Longest;
        }
    });
}
