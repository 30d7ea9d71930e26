using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Xtablo.Infrastructure.Persistence.Postgres;

/// <summary>Has one node at a time bring the tables to its version; the others wait, for as long as that takes.</summary>
/// <param name="connect">Makes a connection of no pool, to look with: it must give up when a table is locked.</param>
/// <param name="connectPatiently">Makes one that may take its time.</param>
internal sealed class TurnToMigrate(
    Func<NpgsqlConnection> connect, Func<NpgsqlConnection> connectPatiently, IProgress<string> progress, TimeProvider time)
{
    private const string Waiting = "waiting for another Xtablo, which is bringing the tables in PostgreSQL to its version";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <param name="ct">Ends waiting; a migration that has begun is finished first.</param>
    public async Task BringUpToDateAsync(CancellationToken ct)
    {
        progress.Report("reading which version the tables in PostgreSQL have");
        if (!await IsBehindAsync(ct))
        {
            return;
        }

        await using var migrating = PostgresDb.On(connectPatiently());
        await migrating.CreateDatabaseAsync(ct);
        progress.Report(Waiting);
        await using var turn = await TakeAsync(connectPatiently, time, ct);
        if (await IsBehindAsync(ct)) // also when the keeper of the turn was killed, and what it had begun goes on
        {
            progress.Report("bringing the tables in PostgreSQL to its version");
            await migrating.Database.MigrateAsync(CancellationToken.None); // the tables are of one version or of another
        }
    }

    /// <summary>
    /// Waits until no other node migrates: until it is disposed it is this one's turn. EF's own lock ends with each
    /// single migration, so one of two that found an empty database at once would fail. The lock is a transaction's, which a
    /// pooler leaves on one connection and takes away with it; who waits has none open, for that would stop some migrations.
    /// </summary>
    public static async Task<IAsyncDisposable> TakeAsync(Func<NpgsqlConnection> connect, TimeProvider time, CancellationToken ct)
    {
        for (; ; await Task.Delay(Pause, time, ct))
        {
            var turn = new Turn(connect());
            var isTaken = false;
            try
            {
                isTaken = await turn.TryTakeAsync(ct);
                if (isTaken)
                {
                    return turn;
                }
            }
            finally
            {
                await (isTaken ? default : turn.DisposeAsync());
            }
        }
    }

    /// <summary>Waits while someone migrates: until its transaction ends, nobody can read which version it is.</summary>
    private async Task<bool> IsBehindAsync(CancellationToken ct)
    {
        for (; ; await Task.Delay(Pause, time, ct))
        {
            try
            {
                await using var looking = connect();
                await looking.OpenAsync(ct);
                return await TableVersion<PostgresDb>.IsBehindAsync(looking, "PostgreSQL", ct);
            }
            catch (PostgresException answer) when (answer.SqlState is PostgresErrorCodes.InvalidCatalogName)
            {
                return true; // there is no such database yet
            }
            catch (NpgsqlException failure) when (failure.InnerException is TimeoutException
                || string.Equals(failure.SqlState, PostgresErrorCodes.LockNotAvailable, StringComparison.Ordinal))
            {
                await using var looking = connect();
                await looking.OpenAsync(ct);
                if (await looking.MigratingProcessAsync(ct) is not { } process)
                {
                    throw;
                }

                progress.Report(FormattableString.Invariant($"{Waiting}: process {process} of PostgreSQL"));
            }
        }
    }

    private sealed class Turn(NpgsqlConnection keeper) : IAsyncDisposable
    {
        private NpgsqlTransaction? _transaction;

        public async Task<bool> TryTakeAsync(CancellationToken ct)
        {
            await keeper.OpenAsync(ct);
            _transaction = await keeper.BeginTransactionAsync(ct);

            // "Xtablo" as a number, of which it matters alone that it is always the same.
            var answer = await keeper.AskAsync(
                """
                SELECT pg_try_advisory_xact_lock(x'587461626c6f'::bigint),
                    set_config('idle_in_transaction_session_timeout', '0', true)
                """,
                ct);
            return answer![0] is true;
        }

        public async ValueTask DisposeAsync()
        {
            await using var connection = keeper;
            await (_transaction?.DisposeAsync() ?? default); // else a pooler would close the connection that it gave out
        }
    }
}
