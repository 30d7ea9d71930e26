using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xtablo.Application.Operation;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// Asks the database something periodically, and goes on while it does not answer: an outage is logged once, when it begins.
/// </summary>
internal abstract partial class Round(TimeSpan period, TimeProvider time, IOutages outages, ILogger logger) : BackgroundService
{
    protected TimeProvider Time { get; } = time;

    /// <summary>Runs one round. An exception means that the database did not answer.</summary>
    public abstract Task AskAsync(CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, Time);
        var failing = false;
        while (await WaitAsync(timer, stoppingToken))
        {
            try
            {
                await AskAsync(stoppingToken);
                failing = false;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return; // the program ends, and the database may end with it
            }
            catch (Exception failure)
            {
                if (!failing)
                {
                    // Of an outage there is nothing to trace; anything else is a bug.
                    var bug = outages.IsOutage(failure) ? null : failure;
                    LogFailure(logger, GetType().Name, failure.GetBaseException().Message, bug);
                }

                failing = true;
            }
        }
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The database did not answer {Round}; streams go on and it is asked again: {Why}")]
    private static partial void LogFailure(ILogger logger, string round, string why, Exception? bug);
}
