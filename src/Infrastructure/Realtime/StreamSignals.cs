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
    /// Called when they have sent what is new, and the posts that waited for a thread meanwhile have had one; not called when
    /// they are too few to keep a thread busy.
    /// </param>
    public void SetAll(Action whenThrough)
    {
        var waiting = Array.FindAll(All(), signal => signal.Raise());
        LetGoOn(waiting);
        if (waiting.Length > AtOnce)
        {
            Queue(static then => Queue(static then => then(), then), whenThrough); // behind them, and behind what came meanwhile
        }
    }

    /// <summary>Sets all, for what only passes.</summary>
    public void SetAllInPassing() => LetGoOn(Array.FindAll(All(), signal => signal.Raise(isStored: false)));

    /// <summary>Lets those go on that have waited for as long as they would.</summary>
    public void WakeDue(long now) => LetGoOn(Array.FindAll(All(), signal => signal.StopIfDue(now)));

    private static void LetGoOn(StreamSignal[] waiting)
    {
        for (var first = 0; first < waiting.Length; first += AtOnce)
        {
            ThreadPool.UnsafeQueueUserWorkItem(new Some(waiting, first), preferLocal: false);
        }
    }

    private static void Queue(Action<Action> item, Action then) =>
        ThreadPool.UnsafeQueueUserWorkItem(item, then, preferLocal: false);

    private StreamSignal[] All()
    {
        lock (_gate)
        {
            return _all ??= [.. _signals];
        }
    }

    private sealed class Some(StreamSignal[] waiting, int first) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            foreach (var signal in waiting.AsSpan(first, Math.Min(AtOnce, waiting.Length - first)))
            {
                signal.GoOn();
            }
        }
    }
}
