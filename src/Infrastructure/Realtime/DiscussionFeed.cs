using Microsoft.Extensions.Logging;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// What the streams of one discussion on this node share: the head of its log, its newest entries, and a pulse. The database
/// is the truth: a broadcast entry is kept only when it is the very next one; all others are read.
/// </summary>
internal sealed class DiscussionFeed : IFollowedLog, IDisposable
{
    private readonly GaplessLog _log;
    private readonly HubOptions _options;
    private readonly SemaphoreSlim _catchUps;
    private readonly XtabloMetrics _metrics;
    private readonly Lock _gate = new();
    private readonly StreamSignals _signals = new();
    private readonly EntryRing _ring;
    private readonly SemaphoreSlim _oneReader = new(1);
    private readonly PacedPulse _pulse;
    private Cursor? _head;
    private bool _keepsEntries;

    /// <param name="catchUps">Shared by all feeds: limits how many streams read far back at a time.</param>
    public DiscussionFeed(
        TabloId tabloId, ILog log, HubOptions options, SemaphoreSlim catchUps,
        XtabloMetrics metrics, TimeProvider time, ILogger logger)
    {
        TabloId = tabloId;
        _log = new(tabloId, log, metrics, logger);
        _options = options;
        _catchUps = catchUps;
        _metrics = metrics;
        _ring = new(options.RingCapacity);
        _pulse = new(options.Pace, time, _signals.SetAll);
    }

    public TabloId TabloId { get; }

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

    /// <summary>Attaches a stream: from now on its signal is set when there is news.</summary>
    public void Attach(StreamSignal signal) => _signals.Add(signal);

    /// <summary>Detaches a stream. Returns false when none is left.</summary>
    public bool Detach(StreamSignal signal) => _signals.Remove(signal);

    /// <summary>Keeps entries in memory from now on, for streams that read them; being watched costs only a head.</summary>
    public void KeepEntries()
    {
        lock (_gate)
        {
            if (!_keepsEntries && _head is { } head)
            {
                _ring.StartAfter(head.Sequence);
            }

            _keepsEntries = true;
        }
    }

    /// <summary>Takes an entry that was committed, and wakes the streams.</summary>
    public void Accept(Epoch epoch, StreamEntry entry)
    {
        lock (_gate)
        {
            Learn(epoch, entry.Sequence);
            if (_keepsEntries)
            {
                _ring.Append(entry);
            }
        }

        _pulse.Ring();
    }

    /// <summary>Takes the head of the log as the database has it; wakes the streams when it is news.</summary>
    public void Reconcile(Epoch epoch, long head)
    {
        lock (_gate)
        {
            var news = _head is { } known && (known.Epoch != epoch || known.Sequence < head);
            if (!news)
            {
                return;
            }

            _metrics.ReconcileHealed.Add(1);
            Learn(epoch, head);
        }

        _pulse.Ring();
    }

    /// <summary>Wakes the streams, for news that is not in the log.</summary>
    public void Wake() => _pulse.Ring();

    public async ValueTask<LogPage> ReadAfterAsync(long sequence, CancellationToken ct)
    {
        if (FromMemory(sequence) is { } known)
        {
            return known;
        }

        // Streams near the head share one reading; streams from far back must not hold them up.
        var isNear = Head is not { } head || sequence >= head.Sequence - _options.RingCapacity;
        var turn = isNear ? _oneReader : _catchUps;
        await turn.WaitAsync(ct);
        try
        {
            if (FromMemory(sequence) is { } meanwhile)
            {
                return meanwhile;
            }

            // Near the head as much as the ring holds, so that the next streams find it there.
            var limit = isNear ? Math.Max(_options.RingCapacity, ILog.PageSize) : ILog.PageSize;
            return Keep(await _log.ReadAfterAsync(sequence, limit, ct));
        }
        finally
        {
            turn.Release();
        }
    }

    public MessageRow? Present(LogPage page, StreamEntry entry)
    {
        lock (_gate)
        {
            return _head?.Epoch == page.Epoch ? _ring.Present(entry.Message, page.Head) : null;
        }
    }

    // The readers' semaphore stays: one of them may still be reading, and it holds nothing that must be freed.
    public void Dispose() => _pulse.Dispose();

    /// <summary>Returns null when memory does not have what follows.</summary>
    private LogPage? FromMemory(long sequence)
    {
        lock (_gate)
        {
            if (_head is not { } head)
            {
                return null;
            }

            if (sequence == head.Sequence)
            {
                return new LogPage(head.Epoch, head.Sequence, []);
            }

            return _ring.After(sequence, ILog.PageSize) is { Count: > 0 } next ? new(head.Epoch, head.Sequence, next) : null;
        }
    }

    private LogPage Keep(LogPage page)
    {
        if (page.IsGone)
        {
            return page;
        }

        lock (_gate)
        {
            Learn(page.Epoch, page.Head);
            if (_ring.KnowsAllSince(page.Head)) // else the page may hold rows that were edited or deleted while it was read
            {
                _ring.Join(page.Entries);
            }

            return page with { Entries = [.. page.Entries.Take(ILog.PageSize)] };
        }
    }

    private void Learn(Epoch epoch, long sequence)
    {
        if (_head is not { } head || head.Epoch != epoch)
        {
            _head = new Cursor(epoch, sequence);
            _ring.StartAfter(sequence); // its entries are of another history
        }
        else if (sequence > head.Sequence)
        {
            _head = head with { Sequence = sequence };
        }
    }
}
