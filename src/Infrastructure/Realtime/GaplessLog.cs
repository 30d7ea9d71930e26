using Microsoft.Extensions.Logging;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>Reads the log of one discussion, and returns no entry beyond a gap.</summary>
internal sealed partial class GaplessLog(TabloId tabloId, ILog log, XtabloMetrics metrics, ILogger logger)
{
    private long _gapAt;

    /// <inheritdoc cref="ILog.ReadAfterAsync"/>
    public async Task<LogPage> ReadAfterAsync(long sequence, int limit, CancellationToken ct)
    {
        metrics.LogReads.Add(1);
        return WithoutGaps(sequence, limit, await log.ReadAfterAsync(tabloId, sequence, limit, ct));
    }

    /// <summary>
    /// Sequences are assigned under one lock, so there can be no gap; if there is one all the same, entries beyond it wait.
    /// </summary>
    private LogPage WithoutGaps(long sequence, int limit, LogPage page)
    {
        var sound = 0;
        while (sound < page.Entries.Count && page.Entries[sound].Sequence == sequence + sound + 1)
        {
            sound++;
        }

        var isMissing = sound < page.Entries.Count || (sound < limit && sequence + sound < page.Head);
        if (!isMissing)
        {
            return page;
        }

        // Reported once, not once per stream and second.
        if (Interlocked.Exchange(ref _gapAt, sequence + sound + 1) != sequence + sound + 1)
        {
            metrics.LogGaps.Add(1);
            LogGap(logger, tabloId, sequence + sound + 1);
        }

        return page with { Entries = [.. page.Entries.Take(sound)] };
    }

    [LoggerMessage(
        Level = LogLevel.Error, Message = "The log of {Tablo} has no entry {Sequence}; what lies beyond it is not sent")]
    private static partial void LogGap(ILogger logger, TabloId tablo, long sequence);
}
