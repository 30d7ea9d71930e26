namespace Xtablo.Infrastructure.Realtime;

/// <summary>Wakes one stream, whatever it follows. Setting it twice before the stream looks wakes it once.</summary>
internal sealed class StreamSignal
{
    private TaskCompletionSource _next = NewWave();

    /// <summary>Completes when it is set the next time.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Set() => Interlocked.Exchange(ref _next, NewWave()).SetResult();

    private static TaskCompletionSource NewWave() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
