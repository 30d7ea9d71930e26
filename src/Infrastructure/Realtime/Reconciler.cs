using Microsoft.Extensions.Logging;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// Once a second asks the database how far the watched discussions go, so that a lost hint delays a message by a second
/// and no more. With nobody watching it still asks: it is how <c>/health/ready</c> knows that the database answers.
/// </summary>
internal sealed class Reconciler(SseHub hub, ILog log, TimeProvider time, ILogger<Reconciler> logger)
    : Round(TimeSpan.FromSeconds(1), time, logger)
{
    public async Task ReconcileAsync(CancellationToken ct) => hub.Reconcile(await log.ReadHeadsAsync(hub.Watched(), ct));

    protected override Task AskAsync(CancellationToken ct) => ReconcileAsync(ct);
}
