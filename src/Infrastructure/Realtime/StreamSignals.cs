namespace Xtablo.Infrastructure.Realtime;

/// <summary>Some streams' signals, such as those of one discussion.</summary>
internal sealed class StreamSignals
{
    private const int AtOnce = 32; // streams that one thread lets go on before another may take the next: half a millisecond

    private readonly Lock _gate = new();
    private readonly HashSet<StreamSignal> _signals = [];
    private StreamSignal[]? _all; // null when it has changed

    public bool Any => All().Length > 0;

    public void Add(StreamSignal signal)
    {
        lock (_gate)
        {
            _signals.Add(signal);
            _all = null;
        }
    }

    /// <summary>Returns false when none is left.</summary>
    public bool Remove(StreamSignal signal)
    {
        lock (_gate)
        {
            _signals.Remove(signal);
            _all = null;
            return _signals.Count > 0;
        }
    }

    /// <param name="whenThrough">
    /// Called once: when they have gone on, and the posts that waited for a thread meanwhile have had one; at once when the
    /// streams that waited are too few to keep others waiting.
    /// </param>
    public void SetAll(Action whenThrough) => Set(isStored: true, whenThrough);

    /// <summary>As <see cref="SetAll"/>, for what only passes.</summary>
    public void SetAllInPassing(Action whenThrough) => Set(isStored: false, whenThrough);

    /// <summary>Lets those go on that have waited for as long as they would.</summary>
    public void WakeDue(long now) => LetGoOn(Array.FindAll(All(), signal => signal.StopIfDue(now)));

    private void Set(bool isStored, Action whenThrough)
    {
        var waiting = Array.FindAll(All(), signal => signal.Raise(isStored));
        if (waiting.Length > AtOnce)
        {
            LetGoOn(waiting, () => ThreadPool.UnsafeQueueUserWorkItem(_ => whenThrough(), state: null));
        }
        else
        {
            LetGoOn(waiting);
            whenThrough();
        }
    }

    private static void LetGoOn(StreamSignal[] waiting, Action? whenAllHave = null)
    {
        StreamSignal[][] parts = [.. waiting.Chunk(AtOnce)];
        var left = parts.Length;
        foreach (var part in parts)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => GoOn(part), state: null);
        }

        void GoOn(StreamSignal[] part)
        {
            Array.ForEach(part, signal => signal.GoOn());
            if (Interlocked.Decrement(ref left) == 0)
            {
                whenAllHave?.Invoke();
            }
        }
    }

    private StreamSignal[] All()
    {
        lock (_gate)
        {
            return _all ??= [.. _signals];
        }
    }
}
