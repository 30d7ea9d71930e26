using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;

namespace Xtablo.Infrastructure.Backplane;

/// <summary>Has looked up what was rung for. Whoever hears the rings never waits for that: they gather meanwhile.</summary>
internal sealed partial class Answering(
    Lookups lookups, XtabloMetrics metrics, IOutages outages, TimeProvider time, ILogger<Answering> logger) : BackgroundService
{
    private const int MostWaiting = 10_000;
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan InPassing = TimeSpan.FromMilliseconds(50);

    private readonly RingSet _stored = new(MostWaiting);
    private readonly RingSet _passing = new(MostWaiting);

    /// <summary>Takes rings of another node. More than it can hold are everything.</summary>
    public void Take(IReadOnlyList<Ring> rings)
    {
        metrics.RingsHeard.Add(rings.Count);
        foreach (var ring in rings)
        {
            if (ring.IsInPassing)
            {
                _passing.Add(ring);
            }
            else if (!_stored.Add(ring))
            {
                _stored.AddAll();
            }
        }
    }

    /// <summary>Has everything looked up: rings may have been missed.</summary>
    public void TakeAll() => _stored.AddAll();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        LookAsync(_stored, Soon, lookups.LookAsync, stoppingToken),
        LookAsync(_passing, InPassing, (rings, ct) => lookups.LookInPassingAsync(rings ?? [], ct), stoppingToken));

    private async Task LookAsync(
        RingSet rings, TimeSpan pace, Func<IReadOnlyList<Ring>?, CancellationToken, Task> look, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await look(await rings.TakeAsync(pace, time, ct), ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                LogLookup(logger, failure.GetBaseException().Message, outages.IsOutage(failure) ? null : failure);
            }
            catch (Exception)
            {
                return; // the program ends
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was rung for could not be looked up, and is within a second: {Why}")]
    private static partial void LogLookup(ILogger logger, string why, Exception? bug);
}
