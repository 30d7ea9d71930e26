using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Xtablo.Infrastructure.Persistence.Postgres;

internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : XtabloDb(options)
{
    private const long TurnToMigrate = 0x5874_6162_6c6f; // "Xtablo": any number that is always the same

    /// <summary>Creates the database unless it is there, or another node is faster. It has no tables yet.</summary>
    public async Task CreateDatabaseAsync(CancellationToken ct)
    {
        var creator = this.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(ct))
            {
                await creator.CreateAsync(ct);
            }
        }
        catch (PostgresException answer) when (answer.SqlState
            is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // The other node was.
        }
    }

    /// <summary>
    /// Waits until no other node migrates: until this connection is closed it is this one's turn. EF's own lock ends with each
    /// single migration, so one of two that found an empty database at once would fail.
    /// </summary>
    public async Task WaitForTurnToMigrateAsync(CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        await Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({TurnToMigrate})", ct);
    }

    /// <summary>
    /// Whether this speaks with PostgreSQL itself: a pooler between the two introduces itself by another number than the
    /// process that answers.
    /// </summary>
    public async Task<bool> IsDirectAsync(CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        var answering = await Database.SqlQuery<int>($"SELECT pg_backend_pid() AS \"Value\"").SingleAsync(ct);
        return answering == ((NpgsqlConnection)Database.GetDbConnection()).ProcessID;
    }

    /// <summary>
    /// Returns how many connections this user may have here at once. Superusers are bound by the last of the limits alone.
    /// </summary>
    public Task<int> AllowedConnectionsAsync(CancellationToken ct) => Database.SqlQuery<int>(
        $"""
        SELECT least(
            (SELECT rolconnlimit FROM pg_roles WHERE rolname = session_user AND rolconnlimit >= 0 AND NOT rolsuper),
            (SELECT datconnlimit FROM pg_database, pg_roles
                WHERE datname = current_database() AND datconnlimit >= 0 AND rolname = session_user AND NOT rolsuper),
            current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                - coalesce(current_setting('reserved_connections', true)::int, 0)) AS "Value"
        """).SingleAsync(ct);
}
