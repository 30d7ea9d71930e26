using Microsoft.Extensions.Logging;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// What the streams of one discussion on this node share: the tail of its log, and a pulse. The database is the truth: a
/// broadcast entry is kept only when it is the very next one; all others are read.
/// </summary>
internal sealed class DiscussionFeed : IFollowedLog, IDisposable
{
    private const int ALittle = 64; // entries
    private static readonly TimeSpan PassingPace = TimeSpan.FromSeconds(0.1); // nobody sees sooner that someone types

    private readonly GaplessLog _log;
    private readonly HubOptions _options;
    private readonly SemaphoreSlim _catchUps;
    private readonly StreamSignals _signals = new();
    private readonly StreamSignals _shown = new();
    private readonly LogTail _tail;
    private readonly SemaphoreSlim _oneReader = new(1);
    private readonly PacedPulse _pulse;
    private readonly PacedPulse _passing;

    /// <param name="catchUps">Shared by all feeds: limits how many streams read far back at a time.</param>
    public DiscussionFeed(
        TabloId tabloId, ILog log, HubOptions options, TailBudget budget, SemaphoreSlim catchUps,
        XtabloMetrics metrics, TimeProvider time, ILogger logger)
    {
        TabloId = tabloId;
        _log = new(tabloId, log, metrics, logger);
        _options = options;
        _catchUps = catchUps;
        _tail = new(options.RingCapacity, budget);
        _pulse = new(options.Pace, time, _signals.SetAll);
        _passing = new(PassingPace, time, _shown.SetAllInPassing);
    }

    public TabloId TabloId { get; }

    public Cursor? Head => _tail.Head;

    /// <summary>Attaches a stream: from now on its signal is set when there is news.</summary>
    public void Attach(StreamSignal signal) => _signals.Add(signal);

    /// <summary>Detaches a stream. Returns false when none is left.</summary>
    public bool Detach(StreamSignal signal)
    {
        _shown.Remove(signal);
        return _signals.Remove(signal);
    }

    /// <summary>
    /// Takes an attached stream for one that shows the discussion: it hears of what passes there, and entries are kept in memory
    /// for it; being watched costs only a head.
    /// </summary>
    public void Show(StreamSignal signal)
    {
        _shown.Add(signal);
        _tail.KeepEntries();
    }

    /// <summary>Takes an entry that was committed, and wakes the streams.</summary>
    public void Accept(Epoch epoch, StreamEntry entry)
    {
        _tail.Accept(epoch, entry);
        _pulse.Ring();
    }

    /// <summary>Takes the head of the log as the database has it. If it is news, wakes the streams and returns true.</summary>
    public bool Reconcile(Epoch epoch, long head)
    {
        var known = _tail.Head;
        var isNews = _tail.Reconcile(epoch, head);
        if (isNews)
        {
            _ = WakeAsync(known?.Epoch == epoch && _shown.Any ? known : null);
        }

        return isNews;
    }

    public void Learn(Cursor head) => Reconcile(head.Epoch, head.Sequence);

    /// <summary>Wakes the streams, for news that is not in the log.</summary>
    public void Wake() => _pulse.Ring();

    /// <summary>Wakes the streams that show the discussion, for what is stored nowhere: who is here, who writes.</summary>
    public void WakeInPassing() => _passing.Ring();

    public LogPage? KnownAfter(long sequence) => _tail.After(sequence);

    public async ValueTask<LogPage> ReadAfterAsync(long sequence, CancellationToken ct)
    {
        if (_tail.After(sequence) is { } known)
        {
            return known;
        }

        // Elsewhere: many streams are woken one after the other by one thread, which must not wait for a database.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

        // Streams near the head share one reading; streams from far back must not hold them up.
        var isNear = Head is not { } head || sequence >= head.Sequence - _options.RingCapacity;
        return isNear
            ? await InTurnAsync(_oneReader, ReadForOthersTooAsync, sequence, ct)
            : await InTurnAsync(_catchUps, ReadNextAsync, sequence, ct);
    }

    public MessageRow? Present(LogPage page, StreamEntry entry) => _tail.Present(page, entry);

    public void Dispose() // not the readers' semaphore: one of them may still be reading, and it holds nothing that must be freed
    {
        _pulse.Dispose();
        _passing.Dispose();
        _tail.Dispose();
    }

    /// <summary>
    /// Reads what is new before it wakes the streams: woken at once, each would find that nobody has read it yet, and wait for
    /// its turn to look again.
    /// </summary>
    /// <param name="known">Up to where memory knew the log; null when that was another history, or nobody shows it.</param>
    private async Task WakeAsync(Cursor? known)
    {
        if (known is { Sequence: var sequence })
        {
            Task reading = InTurnAsync(_oneReader, ReadNextAsync, sequence, CancellationToken.None);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the streams find out what is wrong
        }

        _pulse.Ring();
    }

    /// <summary>Reads what follows a sequence, unless another did while this one waited for its turn.</summary>
    private async Task<LogPage> InTurnAsync(
        SemaphoreSlim turn, Func<long, CancellationToken, Task<LogPage>> readAsync, long sequence, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            return _tail.After(sequence) ?? await readAsync(sequence, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<LogPage> ReadNextAsync(long sequence, CancellationToken ct) =>
        _tail.Keep(await _log.ReadAfterAsync(sequence, ILog.PageSize, ct));

    /// <summary>Reads as much as memory keeps, from a little further back: others come who have missed a little more.</summary>
    private async Task<LogPage> ReadForOthersTooAsync(long sequence, CancellationToken ct)
    {
        var from = sequence == long.MaxValue ? sequence : Math.Max(0, sequence - ALittle);
        var page = await _log.ReadAfterAsync(from, Math.Max(_options.RingCapacity, ILog.PageSize) + ALittle, ct);
        _tail.Keep(page);
        var entries = page.Entries.SkipWhile(entry => entry.Sequence <= sequence).Take(ILog.PageSize).ToList();
        var hasGapBefore = entries.Count == 0 && from < sequence && sequence < page.Head;
        return hasGapBefore
            ? await _log.ReadAfterAsync(sequence, ILog.PageSize, ct)
            : page with { Entries = entries };
    }
}
