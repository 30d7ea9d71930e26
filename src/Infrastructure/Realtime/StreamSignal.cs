namespace Xtablo.Infrastructure.Realtime;

/// <summary>Wakes one stream, for news of anything it follows. Set twice before the stream looks, it wakes it once.</summary>
internal sealed class StreamSignal
{
    private TaskCompletionSource _next = NewWave();

    /// <summary>Completes when the signal is next set.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Set() => Interlocked.Exchange(ref _next, NewWave()).SetResult();

    private static TaskCompletionSource NewWave() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
