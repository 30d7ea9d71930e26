using Microsoft.Extensions.Logging;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// Reads the heads of the watched discussions once a second, so that a lost hint delays a message by at most a second. It
/// also asks when no discussion is watched: that is how <c>/health/ready</c> knows that the database answers.
/// </summary>
internal sealed class Reconciler(SseHub hub, ILog log, TimeProvider time, ILogger<Reconciler> logger)
    : Round(TimeSpan.FromSeconds(1), time, logger)
{
    public override async Task AskAsync(CancellationToken ct)
    {
        var watched = hub.Watched();
        hub.Reconcile(watched, await log.ReadHeadsAsync(watched, ct));
    }
}
