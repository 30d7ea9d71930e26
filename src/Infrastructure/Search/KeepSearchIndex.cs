using Microsoft.Extensions.Logging;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Search;

/// <summary>Keeps the index not far behind the messages, and fills it after an upgrade.</summary>
internal sealed class KeepSearchIndex(
    SearchProjection projection, Database database, TimeProvider time, ILogger<KeepSearchIndex> logger)
    : Round(TimeSpan.FromSeconds(2), time, database, logger)
{
    /// <summary>How much longer it rests than it works: whoever posts waits for it for a tenth of the time at most.</summary>
    private const int Rest = 9;

    /// <summary>
    /// Entries of the log that wait for each other: the terms of one message are in a dozen places of the index, those of two
    /// hundred in few more. Until then they are looked through, which takes some milliseconds.
    /// </summary>
    private const long Waiting = 200;

    public override async Task AskAsync(CancellationToken ct)
    {
        while (await projection.UnfinishedAsync(Waiting, ct) is { Count: > 0 } unfinished)
        {
            foreach (var tablo in unfinished)
            {
                var begun = Time.GetTimestamp();
                await projection.AdvanceAsync(tablo, ct);
                await Task.Delay(Time.GetElapsedTime(begun) * Rest, Time, ct);
            }
        }
    }
}
