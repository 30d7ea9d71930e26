namespace Xtablo.Web.Limits;

/// <summary>
/// A limit on how many of something may happen within any stretch of the given length, per key. Counted in the memory of this
/// node, for a bounded number of keys: a client that keeps sending new keys evicts those that were idle longest, never one
/// with an attempt under way.
/// </summary>
internal sealed class SlidingWindow(TimeProvider time, int most, TimeSpan stretch, int mostKeys = 20_000)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Counted> _keys = new(StringComparer.Ordinal);

    /// <summary>Counts one more. Returns null when it is allowed; else counts nothing and returns how long to wait.</summary>
    public TimeSpan? Take(string key)
    {
        lock (_lock)
        {
            var counted = Find(key);
            if (WaitOf(counted) is { } wait)
            {
                return wait;
            }

            counted.Times.Enqueue(time.GetTimestamp());
            return null;
        }
    }

    /// <summary>Returns how long to wait before one more would be allowed; null when it is. Counts nothing.</summary>
    public TimeSpan? WaitOf(string key)
    {
        lock (_lock)
        {
            return WaitOf(Find(key));
        }
    }

    /// <summary>
    /// Begins an attempt, which counts only if <see cref="End"/> reports that it failed. Concurrent attempts count as if each
    /// would fail: one too many waits until another has ended, so that parallel requests cannot exceed the limit.
    /// </summary>
    /// <returns>Null when it may begin; else how long to wait: then the attempt must not be ended.</returns>
    public async Task<TimeSpan?> BeginAsync(string key, CancellationToken ct)
    {
        while (true)
        {
            Task oneHasEnded;
            lock (_lock)
            {
                var counted = Find(key);
                if (WaitOf(counted) is { } wait)
                {
                    return wait;
                }

                if (counted.Times.Count + counted.Begun < most)
                {
                    counted.Begun++;
                    return null;
                }

                oneHasEnded = counted.OneHasEnded.Task;
            }

            await oneHasEnded.WaitAsync(ct);
        }
    }

    public void End(string key, bool failed)
    {
        lock (_lock)
        {
            var counted = Find(key);
            counted.Begun--;
            if (failed)
            {
                counted.Times.Enqueue(time.GetTimestamp());
            }

            counted.OneHasEnded.SetResult();
            counted.OneHasEnded = NewSignal();
        }
    }

    private Counted Find(string key)
    {
        if (!_keys.TryGetValue(key, out var counted))
        {
            ForgetTheQuiet();
            _keys.Add(key, counted = new());
        }

        counted.AskedAt = time.GetTimestamp();
        while (counted.Times.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= stretch)
        {
            counted.Times.Dequeue();
        }

        return counted;
    }

    private TimeSpan? WaitOf(Counted counted) =>
        counted.Times.Count >= most ? stretch - time.GetElapsedTime(counted.Times.Peek()) : null;

    private void ForgetTheQuiet()
    {
        if (_keys.Count < mostKeys)
        {
            return;
        }

        var quiet = _keys.Where(each => each.Value.Begun == 0)
            .OrderBy(each => each.Value.AskedAt)
            .Take(Math.Max(1, mostKeys / 4))
            .ToList();
        foreach (var (key, _) in quiet)
        {
            _keys.Remove(key);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Counted
    {
        public Queue<long> Times { get; } = new();

        public int Begun { get; set; }

        public long AskedAt { get; set; }

        public TaskCompletionSource OneHasEnded { get; set; } = NewSignal();
    }
}
