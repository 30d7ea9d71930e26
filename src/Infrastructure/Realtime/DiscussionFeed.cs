using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// What the streams of one discussion on this node share: how far its log goes, its newest entries, and a pulse. The
/// database is the truth: an entry that is handed over is kept only when it is the very next; all others are read.
/// </summary>
internal sealed class DiscussionFeed(TabloId tabloId, ILog log, HubOptions options, SemaphoreSlim catchUps, XtabloMetrics metrics, TimeProvider time)
    : IDisposable
{
    private readonly Lock _gate = new();
    private readonly EntryRing _ring = new(options.RingCapacity);
    private readonly SemaphoreSlim _oneReader = new(1);
    private readonly PacedPulse _pulse = new(options.Pace, time);
    private Cursor? _head;

    public TabloId TabloId => tabloId;

    /// <summary>The end of the log as far as is known here; null until it was read.</summary>
    public Cursor? Head
    {
        get
        {
            lock (_gate)
            {
                return _head;
            }
        }
    }

    /// <summary>An entry was committed.</summary>
    public void Accept(Epoch epoch, StreamEntry entry)
    {
        lock (_gate)
        {
            Learn(epoch, entry.Sequence);
            _ring.TryAppend(entry);
        }

        _pulse.Ring();
    }

    /// <summary>The database says that the log goes this far.</summary>
    public void Reconcile(Epoch epoch, long head)
    {
        lock (_gate)
        {
            var news = _head is { } known && (known.Epoch != epoch || known.Sequence < head);
            if (!news)
            {
                return;
            }

            metrics.ReconcileHealed.Add(1);
            Learn(epoch, head);
        }

        _pulse.Ring();
    }

    public async ValueTask<LogPage> ReadAfterAsync(long sequence, CancellationToken ct)
    {
        if (FromMemory(sequence) is { } known)
        {
            return known;
        }

        // Who is at the head shares one reading; who comes from far back must not hold them up.
        var atTheHead = Head is not { } head || sequence >= head.Sequence - options.RingCapacity;
        var turn = atTheHead ? _oneReader : catchUps;
        await turn.WaitAsync(ct);
        try
        {
            return FromMemory(sequence) ?? Keep(sequence, await log.ReadAfterAsync(tabloId, sequence, ct));
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task WaitForMoreAsync(Cursor cursor, TimeSpan limit, CancellationToken ct)
    {
        var pulse = _pulse.Next;
        lock (_gate)
        {
            if (_head is not { } head || head.Epoch != cursor.Epoch || head.Sequence > cursor.Sequence)
            {
                return;
            }
        }

        await pulse.WaitAsync(limit, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        // The gate of the readers stays: one of them may be reading still, and it holds nothing that must be freed.
        _pulse.Dispose();
    }

    /// <summary>Null when memory does not have all that is known to follow.</summary>
    private LogPage? FromMemory(long sequence)
    {
        lock (_gate)
        {
            if (_head is not { } head || _ring.After(sequence, ILog.PageSize) is not { } entries)
            {
                return null;
            }

            var complete = entries.Count > 0 || head.Sequence == sequence;
            return complete ? new LogPage(head.Epoch, head.Sequence, entries) : null;
        }
    }

    private LogPage Keep(long sequence, LogPage page)
    {
        page = WithoutGaps(sequence, page);
        lock (_gate)
        {
            Learn(page.Epoch, page.Head);
            foreach (var entry in page.Entries)
            {
                _ring.TryAppend(entry);
            }
        }

        return page;
    }

    /// <summary>Numbers come from under one lock, so a gap cannot be; if there is one all the same, what lies beyond it waits.</summary>
    private LogPage WithoutGaps(long sequence, LogPage page)
    {
        var sound = 0;
        while (sound < page.Entries.Count && page.Entries[sound].Sequence == sequence + sound + 1)
        {
            sound++;
        }

        if (sound == page.Entries.Count)
        {
            return page;
        }

        metrics.LogGaps.Add(1);
        return page with { Entries = [.. page.Entries.Take(sound)] };
    }

    private void Learn(Epoch epoch, long sequence)
    {
        if (_head is not { } head || head.Epoch != epoch)
        {
            _head = new Cursor(epoch, sequence);
            _ring.StartAfter(sequence); // what was kept is of another history
        }
        else if (sequence > head.Sequence)
        {
            _head = head with { Sequence = sequence };
        }
    }
}
