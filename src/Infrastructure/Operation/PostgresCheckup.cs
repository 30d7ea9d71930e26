using System.Data.Common;
using System.Globalization;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Persistence.Postgres;

namespace Xtablo.Infrastructure.Operation;

/// <summary>What makes a PostgreSQL refuse or swell after a while: connections, notices nobody reads, old transactions.</summary>
internal sealed class PostgresCheckup(Database database) : ICheckup
{
    private const double Full = 0.9;
    private const double Filling = 0.1; // of a queue that is empty as long as everyone reads
    private static readonly TimeSpan Old = TimeSpan.FromMinutes(10);

    public string Subject => "PostgreSQL";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        if (database is not PostgresDatabase)
        {
            return [];
        }

        await using var open = await database.OpenAloneAsync(ct);
        return [await ConnectionsAsync(open, ct), await NoticesAsync(open, ct), await TransactionsAsync(open, ct)];
    }

    /// <summary>Those of everyone: what others have open is missing here.</summary>
    private static async Task<Finding> ConnectionsAsync(DbConnection open, CancellationToken ct)
    {
        var answer = await open.AskAsync("SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend'", ct);
        var (used, allowed) = ((int)answer![0], await open.AllowedConnectionsAsync(ct));
        var what = string.Create(CultureInfo.InvariantCulture, $"connections: {used} of {allowed} are in use");
        return used < Full * allowed ? Finding.Well(what) : new(
            what, "End programs that keep them without need, lower 'Maximum Pool Size' of each node, or raise max_connections.");
    }

    private static async Task<Finding> NoticesAsync(DbConnection open, CancellationToken ct)
    {
        var used = (double)(await open.AskAsync("SELECT pg_notification_queue_usage()", ct))![0];
        var what = string.Create(CultureInfo.InvariantCulture, $"notices: their queue is {used:P0} full");
        return used < Filling ? Finding.Well(what) : new(
            what, "A program listens and does not read: end the oldest connection of pg_stat_activity whose query is LISTEN.");
    }

    private static async Task<Finding> TransactionsAsync(DbConnection open, CancellationToken ct)
    {
        var oldest = await open.AskAsync(
            """
            SELECT extract(epoch FROM clock_timestamp() - xact_start)::float8, pid, application_name
            FROM pg_stat_activity WHERE xact_start IS NOT NULL AND pid <> pg_backend_pid() AND backend_type = 'client backend'
            ORDER BY xact_start LIMIT 1
            """,
            ct);
        if (oldest is not [double seconds, var process, var program])
        {
            return Finding.Well("transactions: none is open");
        }

        var what = string.Create(CultureInfo.InvariantCulture, $"transactions: the oldest began {seconds:0.0} s ago");
        return seconds < Old.TotalSeconds ? Finding.Well(what) : new(
            $"{what}, in process {process} of '{program}'",
            "Until it ends nothing that was deleted since is given back: end that program, or pg_terminate_backend(…) it.");
    }
}
