using System.Collections.Concurrent;
using System.Diagnostics;

namespace Xtablo.Faults.Tests.Checking;

/// <summary>Writes down one discussion's history while it happens. Everyone may write at once.</summary>
public sealed class Recorder
{
    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly ConcurrentQueue<Change> _changes = new();
    private readonly ConcurrentQueue<StreamRecord> _streams = new();
    private readonly ConcurrentQueue<PageRecord> _pages = new();
    private readonly ConcurrentQueue<Removal> _removals = new();
    private int _markers;

    /// <summary>The one clock of the history, which no change of the time of day moves.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(_begun);

    public IReadOnlyCollection<Change> Changes => _changes;

    public IReadOnlyCollection<StreamRecord> Streams => _streams;

    public IReadOnlyCollection<Removal> Removals => _removals;

    public string NewMarker() => Marker.Of(Interlocked.Increment(ref _markers));

    public Change Add(Change change)
    {
        _changes.Enqueue(change);
        return change;
    }

    public StreamRecord Add(StreamRecord stream)
    {
        _streams.Enqueue(stream);
        return stream;
    }

    public void Add(PageRecord page) => _pages.Enqueue(page);

    public void Add(Removal removal) => _removals.Enqueue(removal);

    /// <summary>
    /// A backup of that moment is restored: what was acknowledged since then never was, and the connections until now
    /// belong to another history.
    /// </summary>
    public void ReturnTo(TimeSpan backup)
    {
        var kept = _changes.Where(change => change.Acknowledged is not { } answer || answer.Ended < backup).ToList();
        var removed = _removals.Where(removal => removal.Acknowledged < backup).ToList();
        _changes.Clear();
        kept.ForEach(_changes.Enqueue);
        _removals.Clear();
        removed.ForEach(_removals.Enqueue);
        _streams.Clear();
        _pages.Clear();
    }

    public History Finish(IReadOnlyList<PageRecord> finalPages, StreamRecord replay) => new([.. _changes], [.. _streams], [.. _pages], finalPages, replay, [.. _removals]);
}
