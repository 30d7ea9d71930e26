using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Xtablo.Infrastructure.Persistence.Postgres;

internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : XtabloDb(options), IDataProtectionKeyContext
{
    private const long TurnToMigrate = 0x5874_6162_6c6f; // "Xtablo": any number that is always the same

    /// <summary>The keys that protect cookies and forms: every node must read what another has made.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        builder.Entity<LimitCountRow>().ToTable("limit_counts").HasKey(counted => new { counted.LimitName, counted.Key });
        base.OnModelCreating(builder);
        foreach (var property in builder.Model.GetEntityTypes()
            .Where(entity => entity.GetTableName()?.StartsWith("search", StringComparison.Ordinal) is true)
            .SelectMany(entity => entity.GetDeclaredProperties())
            .Where(property => property.ClrType == typeof(string)))
        {
            property.SetCollation("C"); // by bytes, as SQLite compares: what begins alike stands together
        }
    }

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
    /// Waits until no other node migrates: until the transaction ends it is this one's turn. EF's own lock ends with each
    /// single migration, so one of two that found an empty database at once would fail. The lock is a transaction's, which a
    /// pooler leaves on one connection and takes away with it; who waits has none open, for that would stop some migrations.
    /// </summary>
    public async Task<IDbContextTransaction> BeginTurnToMigrateAsync(TimeProvider time, CancellationToken ct)
    {
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(500), time, ct))
        {
            var turn = await Database.BeginTransactionAsync(ct);
            await Database.ExecuteSqlAsync($"SET LOCAL idle_in_transaction_session_timeout = 0", ct);
            if (await Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({TurnToMigrate}) AS \"Value\"").SingleAsync(ct))
            {
                return turn;
            }

            await turn.DisposeAsync();
        }
    }

    /// <summary>
    /// Returns the process of PostgreSQL in which an Xtablo migrates now, also one that was killed meanwhile; null for none.
    /// </summary>
    public Task<int?> MigratingProcessAsync(CancellationToken ct) => Database.SqlQuery<int?>(
        $"""
        SELECT pid AS "Value" FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE relation = to_regclass('"__EFMigrationsHistory"') AND mode = 'AccessExclusiveLock' AND granted
          AND datname = current_database() AND application_name = current_setting('application_name')
        """).SingleOrDefaultAsync(ct);

    /// <summary>For the rest of the transaction.</summary>
    public async Task SetTimeoutsAsync()
    {
        await using var timeouts = new NpgsqlBatch((NpgsqlConnection)Database.GetDbConnection());
        timeouts.AddTimeouts();
        await timeouts.ExecuteNonQueryAsync();
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
