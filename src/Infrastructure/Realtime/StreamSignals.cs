namespace Xtablo.Infrastructure.Realtime;

/// <summary>The signals of the streams of one discussion.</summary>
internal sealed class StreamSignals
{
    private readonly Lock _gate = new();
    private readonly HashSet<StreamSignal> _signals = [];

    public void Add(StreamSignal signal)
    {
        lock (_gate)
        {
            _signals.Add(signal);
        }
    }

    /// <summary>Returns false when none is left.</summary>
    public bool Remove(StreamSignal signal)
    {
        lock (_gate)
        {
            _signals.Remove(signal);
            return _signals.Count > 0;
        }
    }

    public void SetAll()
    {
        StreamSignal[] signals;
        lock (_gate)
        {
            signals = [.. _signals];
        }

        foreach (var signal in signals)
        {
            signal.Set();
        }
    }
}
