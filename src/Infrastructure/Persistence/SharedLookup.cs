namespace Xtablo.Infrastructure.Persistence;

/// <summary>
/// Looks things up one query at a time: who asks while one is under way shares the next with all others who do. At rest a
/// question is a query; when a thousand browsers come back at once they are a few, and the connections are left to others.
/// </summary>
/// <param name="read">Answers for those keys that there is something for.</param>
internal sealed class SharedLookup<TKey, TValue>(Func<IReadOnlyCollection<TKey>, Task<Dictionary<TKey, TValue>>> read)
    where TKey : struct
    where TValue : class
{
    private readonly Lock _gate = new();
    private Dictionary<TKey, TaskCompletionSource<TValue?>> _waiting = [];
    private bool _isReading;

    /// <summary>Null when there is nothing for this key. What is answered was read after this was called.</summary>
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
                // Those who came meanwhile too: a database that did not answer these would have them wait as long again.
                foreach (var waiting in asked.Values.Concat(TakeLate().Values))
                {
                    waiting.SetException(failure);
                }
            }

            await Task.Yield(); // SQLite reads on the thread of who asks, and that one has their answer
        }
    }

    /// <summary>Empty when nobody waits; the reading is over then.</summary>
    private Dictionary<TKey, TaskCompletionSource<TValue?>> TakeWaiting()
    {
        lock (_gate)
        {
            _isReading = _waiting.Count > 0;
            return TakeLate();
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
