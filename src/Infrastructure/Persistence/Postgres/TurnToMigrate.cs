using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Xtablo.Infrastructure.Persistence.Postgres;

/// <summary>Has one node at a time bring the tables to its version; the others wait, for as long as that takes.</summary>
/// <param name="open">Opens a connection of no pool that may take its time. It is disposed here.</param>
internal sealed class TurnToMigrate(Func<PostgresDb> open, IProgress<string> progress, TimeProvider time)
{
    private const string Waiting = "waiting for another Xtablo, which is bringing the tables in PostgreSQL to its version";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <param name="db">To look with: it must give up when a table is locked.</param>
    /// <param name="ct">Ends waiting; a migration that has begun is finished first.</param>
    public async Task BringUpToDateAsync(PostgresDb db, CancellationToken ct)
    {
        progress.Report("reading which version the tables in PostgreSQL have");
        if (!await IsBehindAsync(db, ct))
        {
            return;
        }

        await db.CreateDatabaseAsync(ct);
        progress.Report(Waiting);
        await using var keeper = open();
        await using var migrating = open();
        await using var turn = await keeper.BeginTurnToMigrateAsync(time, ct);
        if (await IsBehindAsync(db, ct)) // also when the keeper of the turn was killed, and what it had begun goes on
        {
            progress.Report("bringing the tables in PostgreSQL to its version");
            await migrating.Database.MigrateAsync(CancellationToken.None); // the tables are of one version or of another
        }
    }

    /// <summary>Waits while someone migrates: until its transaction ends, nobody can read which version it is.</summary>
    private async Task<bool> IsBehindAsync(PostgresDb db, CancellationToken ct)
    {
        for (; ; await Task.Delay(Pause, time, ct))
        {
            try
            {
                return await db.IsBehindAsync("PostgreSQL", ct);
            }
            catch (NpgsqlException failure) when (failure.InnerException is TimeoutException
                || string.Equals(failure.SqlState, PostgresErrorCodes.LockNotAvailable, StringComparison.Ordinal))
            {
                if (await db.MigratingProcessAsync(ct) is not { } process)
                {
                    throw;
                }

                progress.Report(FormattableString.Invariant($"{Waiting}: process {process} of PostgreSQL"));
            }
        }
    }
}
