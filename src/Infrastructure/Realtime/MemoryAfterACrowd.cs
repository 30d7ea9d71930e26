using Microsoft.Extensions.Hosting;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// Gives the memory that a crowd of streams took back to the operating system once half of it has left: the collector by itself
/// keeps it for the next crowd, and collects nothing while nothing happens. It takes a moment in which nothing else runs, so a
/// few streams that come and go are not worth it.
/// </summary>
internal sealed class MemoryAfterACrowd(SseHub hub, TimeProvider time) : BackgroundService
{
    private const int Crowd = 500; // streams
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);
    private int _most;

    internal Action GiveBack { get; init; } =
        () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>Looks how many streams are open, and gives memory back if many have gone since it last did.</summary>
    public void Look()
    {
        var (open, most) = hub.Count();
        _most = Math.Max(_most, most);
        if (_most >= Crowd && open <= _most / 2)
        {
            _most = open;
            GiveBack();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }
}
