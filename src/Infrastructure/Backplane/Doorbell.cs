using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;

namespace Xtablo.Infrastructure.Backplane;

/// <summary>
/// Rings at once after a pause, and has those that come soon after it go out together. What cannot go out now is dropped: it
/// would be late, and the other nodes look by themselves.
/// </summary>
internal sealed partial class Doorbell(
    ILine line, Installation installation, XtabloMetrics metrics, TimeProvider time, ILogger<Doorbell> logger)
    : BackgroundService, IDoorbell
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan InPassing = TimeSpan.FromMilliseconds(100); // nobody sees sooner that someone types
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(250);

    private readonly RingSet _stored = new(most: 10_000);
    private readonly RingSet _passing = new(RingText.MostInPassing);
    private bool _isFailing;

    public void Ring(Ring ring)
    {
        if (!(ring.IsInPassing ? _passing : _stored).Add(ring))
        {
            metrics.RingsFailed.Add(1);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(SendAsync(_stored, Soon, stoppingToken), SendAsync(_passing, InPassing, stoppingToken));

    private async Task SendAsync(RingSet rings, TimeSpan pace, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                var taken = await rings.TakeAsync(pace, time, ct);
                if (!await TrySendAsync(taken ?? [], ct))
                {
                    await Task.Delay(AfterFailure, time, ct);
                }
            }
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // The program ends, and the line may end with it.
        }
    }

    private async Task<bool> TrySendAsync(IReadOnlyList<Ring> rings, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        var sent = 0;
        try
        {
            var text = await installation.TextAsync(limited.Token).WaitAsync(limited.Token);
            foreach (var (together, count) in text.Write(rings))
            {
                await line.SendAsync(together, limited.Token).WaitAsync(limited.Token);
                sent += count;
            }

            _isFailing = false;
            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            metrics.RingsFailed.Add(rings.Count - sent);
            if (!_isFailing)
            {
                LogFailure(logger, patience.IsCancellationRequested ? "it takes too long." : failure.GetBaseException().Message);
            }

            _isFailing = true;
            return false;
        }
        finally
        {
            metrics.RingsSent.Add(sent);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The other nodes cannot be told of news; each finds it within a second by itself: {Why}")]
    private static partial void LogFailure(ILogger logger, string why);
}
