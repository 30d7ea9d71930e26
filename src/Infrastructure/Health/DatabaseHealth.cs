using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Health;

/// <summary>Healthy while the database answers and streams are kept up with it.</summary>
internal sealed class DatabaseHealth(Database database, SseHub hub) : IHealthCheck
{
    private static readonly TimeSpan OldestReconcile = TimeSpan.FromSeconds(10);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = database.Open();
            await db.FirstRun.AnyAsync(cancellationToken);
        }
        catch (Exception failure) when (database.IsOutage(failure))
        {
            return HealthCheckResult.Unhealthy($"The database does not answer: {failure.Message}"); // no fault of ours to trace
        }

        return hub.SinceReconcile < OldestReconcile
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"The last reconcile is {hub.SinceReconcile.TotalSeconds:F0} s old.");
    }
}
