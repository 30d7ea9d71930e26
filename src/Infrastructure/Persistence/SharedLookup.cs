namespace Xtablo.Infrastructure.Persistence;

/// <summary>
/// Looks things up one query at a time: all calls made while a query is under way share the next one. At rest each call is
/// one query; when a thousand browsers reconnect at once they share a few, which leaves connections free for other work.
/// A query is about a bounded number of keys, so that nobody's question waits for a long one of others.
/// </summary>
/// <param name="read">Returns the values of those keys that have one.</param>
internal sealed class SharedLookup<TKey, TValue>(Func<IReadOnlyCollection<TKey>, Task<Dictionary<TKey, TValue>>> read)
    where TKey : struct
    where TValue : class
{
    private const int Most = 1000; // keys in one query

    private readonly Lock _gate = new();
    private Dictionary<TKey, TaskCompletionSource<TValue?>> _waiting = [];
    private bool _isReading;

    /// <summary>Returns null when this key has no value. The value was read after this was called.</summary>
    public Task<TValue?> FindAsync(TKey key, CancellationToken ct)
    {
        Task<TValue?> answer;
        lock (_gate)
        {
            if (!_waiting.TryGetValue(key, out var waiting))
            {
                waiting = _waiting[key] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            answer = waiting.Task;
            if (_isReading)
            {
                return answer.WaitAsync(ct);
            }

            _isReading = true;
        }

        _ = ReadAllAsync();
        return answer.WaitAsync(ct);
    }

    private async Task ReadAllAsync()
    {
        for (var asked = TakeWaiting(); asked.Count > 0; asked = TakeWaiting())
        {
            try
            {
                var found = await read(asked.Keys);
                foreach (var (key, waiting) in asked)
                {
                    waiting.SetResult(found.GetValueOrDefault(key));
                }
            }
            catch (Exception failure)
            {
                // Fails the calls made meanwhile too: on a database that does not answer they would wait as long again.
                foreach (var waiting in asked.Values.Concat(TakeLate().Values))
                {
                    waiting.SetException(failure);
                }
            }

            await Task.Yield(); // SQLite reads on the caller's thread, and that caller already has its answer
        }
    }

    /// <summary>Returns an empty dictionary, and ends the reading, when no call is waiting.</summary>
    private Dictionary<TKey, TaskCompletionSource<TValue?>> TakeWaiting()
    {
        lock (_gate)
        {
            _isReading = _waiting.Count > 0;
            if (_waiting.Count <= Most)
            {
                return TakeLate();
            }

            var first = _waiting.Take(Most).ToDictionary();
            foreach (var key in first.Keys)
            {
                _waiting.Remove(key);
            }

            return first;
        }
    }

    private Dictionary<TKey, TaskCompletionSource<TValue?>> TakeLate()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = [];
            return taken;
        }
    }
}
