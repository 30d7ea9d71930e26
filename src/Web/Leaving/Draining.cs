using System.Runtime.InteropServices;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xtablo.Application.Operation;

namespace Xtablo.Web.Leaving;

/// <summary>
/// Ends the server when it is asked to. On SIGTERM it first drains for as long as the settings say: it goes on listening and
/// answering, but it is not ready, each answer ends its connection, and streams end one after the other. So a proxy that has
/// other nodes has turned to them when this one stops; what meets a door as it closes would be lost, for no proxy repeats a POST.
/// A second signal, or Ctrl-C, ends it at once.
/// </summary>
internal sealed partial class Draining(
    Settings settings, IHostApplicationLifetime host, Doors doors, TimeProvider time, ILogger<Draining> logger)
    : IHostLifetime, IHealthCheck, IDisposable
{
    private const int Groups = 20; // of streams that end in the same moment
    private static readonly TimeSpan Threshold = TimeSpan.FromMilliseconds(300); // from the kernel's door to the program's

    private readonly CancellationTokenSource[] _groups =
        [.. Enumerable.Range(0, Groups).Select(_ => new CancellationTokenSource())];

    private readonly List<PosixSignalRegistration> _signals = [];
    private int _hasBegun;
    private int _nextGroup = -1;

    public bool HasBegun => Volatile.Read(ref _hasBegun) != 0;

    /// <summary>Ends a stream that begins now some time during the draining.</summary>
    public CancellationToken EndOfAStream() => _groups[(uint)Interlocked.Increment(ref _nextGroup) % Groups].Token;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, End));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HasBegun ? HealthCheckResult.Unhealthy("It is about to stop.") : HealthCheckResult.Healthy());

    /// <summary>Drains, unless it does so already; then stops the server.</summary>
    public async Task DrainAsync()
    {
        if (settings.Drain == TimeSpan.Zero || Interlocked.Exchange(ref _hasBegun, 1) != 0)
        {
            host.StopApplication();
            return;
        }

        LogBegun(logger, settings.Drain.TotalSeconds);
        foreach (var group in _groups)
        {
            await Task.Delay(settings.Drain / Groups, time);
            await group.CancelAsync();
        }

        doors.PassOverWhoKnocks();
        await Task.Delay(Threshold, time);
        host.StopApplication();
    }

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void End(PosixSignalContext signal)
    {
        signal.Cancel = true; // not the system's way, which ends the process
        if (signal.Signal == PosixSignal.SIGTERM)
        {
            _ = DrainAsync();
        }
        else
        {
            host.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Draining for {Seconds} s before it stops")]
    private static partial void LogBegun(ILogger logger, double seconds);
}
