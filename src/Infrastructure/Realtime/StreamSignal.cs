using System.Threading.Tasks.Sources;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// Wakes one stream, for news of anything it follows. Set twice before the stream looks, it wakes it once. A wait takes neither a
/// task nor a timer: thousands of streams wait at a time, and are woken together.
/// </summary>
internal sealed class StreamSignal(TimeProvider time) : IValueTaskSource, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<bool> _wait; // goes on in the thread that completes it
    private long _news;
    private long _storedNews;
    private long _due; // as TimeProvider.GetTimestamp
    private bool _isWaiting;

    /// <summary>How often it has been set.</summary>
    public long News => Interlocked.Read(ref _news);

    /// <summary>How often of these it was for what is stored.</summary>
    public long StoredNews => Interlocked.Read(ref _storedNews);

    /// <summary>
    /// Completes when it has been set more than <paramref name="seen"/> times, or when someone finds that the limit has passed.
    /// One wait at a time, which must be awaited.
    /// </summary>
    public ValueTask AfterAsync(long seen, TimeSpan limit)
    {
        lock (_gate)
        {
            if (_news != seen)
            {
                return default;
            }

            _due = time.GetTimestamp() + (long)(limit.TotalSeconds * time.TimestampFrequency);
            _wait.Reset();
            _isWaiting = true;
            return new ValueTask(this, _wait.Version);
        }
    }

    /// <summary>Sets it. The stream goes on in a thread of its own.</summary>
    public void Set()
    {
        if (Raise())
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Counts it as set. Returns true when the stream waited: the caller has to let it <see cref="GoOn"/>.</summary>
    /// <param name="isStored">False for what only passes.</param>
    public bool Raise(bool isStored = true)
    {
        lock (_gate)
        {
            _news++;
            _storedNews += isStored ? 1 : 0;
            return StopWaiting();
        }
    }

    /// <summary>
    /// Returns true when the stream has waited for as long as it would: the caller has to let it <see cref="GoOn"/>.
    /// </summary>
    public bool StopIfDue(long now)
    {
        lock (_gate)
        {
            return now >= _due && StopWaiting();
        }
    }

    /// <summary>Lets a stream that waited go on, in this thread until it next waits for anything.</summary>
    public void GoOn() => _wait.SetResult(true);

    void IThreadPoolWorkItem.Execute() => GoOn();

    void IValueTaskSource.GetResult(short token) => _wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    private bool StopWaiting()
    {
        var waited = _isWaiting;
        _isWaiting = false;
        return waited;
    }
}
