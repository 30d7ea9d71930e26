using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Xtablo.Infrastructure.Backplane;

/// <summary>
/// Hears the rings of the other nodes, and has them answered. A line counts once this node has heard itself on it, and is asked
/// again and again: some take everything and deliver nothing. Whenever one begins to count, everything is looked up.
/// </summary>
internal sealed partial class Listener(
    ILine line, Installation installation, Answering answering, TimeProvider time, ILogger<Listener> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenProofs = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WhileDeaf = TimeSpan.FromSeconds(30);

    private TaskCompletionSource _itself = new();
    private bool _isTroubleTold;
    private bool _isDeafnessTold;

    /// <summary>Whether it has heard itself on the line that is open.</summary>
    public bool Hears { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var ct = stoppingToken;
        for (var pause = FirstPause; !ct.IsCancellationRequested; pause = Min(2 * pause, LongestPause))
        {
            try
            {
                await HearAsync(ct);
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                pause = Hears ? FirstPause : failure is DeafLineException ? WhileDeaf : pause;
                TellOnce(failure);
            }
            finally
            {
                Hears = false;
            }

            await Task.Delay(pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Listens until the line breaks: then it throws.</summary>
    private async Task HearAsync(CancellationToken ct)
    {
        var text = await installation.TextAsync(ct).WaitAsync(Patience, time, ct);
        await using var open = await line.ListenAsync(heard => Take(text, heard), ct);
        while (true)
        {
            await ProveAsync(text, open, ct);
            if (!Hears)
            {
                (Hears, _isTroubleTold, _isDeafnessTold) = (true, false, false);
                LogHears(logger);
                answering.TakeAll(); // what was rung while nobody heard
            }

            await Task.WhenAny(open.Broken, Task.Delay(BetweenProofs, time, ct));
            ct.ThrowIfCancellationRequested();
            await (open.Broken.IsCompleted ? open.Broken : Task.CompletedTask);
        }
    }

    private async Task ProveAsync(RingText text, IOpenLine open, CancellationToken ct)
    {
        var itself = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _itself, itself);
        await line.SendAsync(text.Nothing, ct).WaitAsync(Patience, time, ct);
        try
        {
            await await Task.WhenAny(itself.Task, open.Broken).WaitAsync(Patience, time, ct);
        }
        catch (TimeoutException)
        {
            throw new DeafLineException(line.WhyDeaf);
        }
    }

    private void Take(RingText text, string heard)
    {
        if (!text.TryRead(heard, out var isOwn, out var rings))
        {
            return;
        }

        if (isOwn)
        {
            Volatile.Read(ref _itself).TrySetResult();
            return;
        }

        answering.Take(rings);
    }

    /// <summary>Until it hears again: a line that broke, and one that is deaf, which will not mend itself.</summary>
    private void TellOnce(Exception failure)
    {
        ref var isTold = ref failure is DeafLineException ? ref _isDeafnessTold : ref _isTroubleTold;
        if (!isTold)
        {
            LogTrouble(logger, failure.GetBaseException().Message);
        }

        isTold = true;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(Level = LogLevel.Information, Message = "This node hears the others ring")]
    private static partial void LogHears(ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "This node does not hear the others ring, and finds news by itself once a second; it tries again: {Why}")]
    private static partial void LogTrouble(ILogger logger, string why);
}
