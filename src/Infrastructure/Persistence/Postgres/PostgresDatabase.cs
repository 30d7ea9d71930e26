using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Xtablo.Application.Operation;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Persistence.Postgres;

internal sealed class PostgresDatabase : Database
{
    // A discussion always has the same lane, so that its writers queue here instead of each holding a connection.
    private readonly SemaphoreSlim[] _lanes = [.. Enumerable.Range(0, 16).Select(_ => new SemaphoreSlim(1))];
    private readonly SemaphoreSlim _withoutTablo = new(1);
    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(30);

    // A caller must learn within 10 s that the database does not answer, and a stuck writer must give up before its
    // discussion does. The connection string comes later and overrides these.
    private const string Defaults =
        "Application Name=Xtablo;Timeout=4;Command Timeout=6;Cancellation Timeout=1000;"
        + "Options='-c lock_timeout=3000 -c statement_timeout=6000 -c idle_in_transaction_session_timeout=5000';";

    private readonly NpgsqlDataSource _source;
    private readonly PooledDbContextFactory<PostgresDb> _contexts;

    public PostgresDatabase(string connectionString)
    {
        ConnectionString = connectionString;
        _source = NpgsqlDataSource.Create(Defaults + connectionString);
        _contexts = new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(_source).Options);
    }

    /// <summary>As it was set.</summary>
    public string ConnectionString { get; }

    public override XtabloDb Open() => _contexts.CreateDbContext();

    public override async Task PrepareAsync(IProgress<string> progress, CancellationToken ct)
    {
        try
        {
            progress.Report("waiting for PostgreSQL");
            await ConnectAsync(ct);
            progress.Report("bringing the tables in PostgreSQL to its version");

            // Without the writers' time-outs: a migration may take long, and may wait for another node's.
            await using var db = new PostgresDb(new DbContextOptionsBuilder<PostgresDb>()
                .UseNpgsql(ConnectionString, npgsql => npgsql.CommandTimeout((int)MigrationTimeout.TotalSeconds)).Options);
            await db.Database.MigrateAsync(ct);
        }
        catch (Exception failure) when (failure is NpgsqlException or SocketException or TimeoutException)
        {
            throw new SettingException(Settings.ConnectionKey, $"PostgreSQL cannot be used: {failure.Message}");
        }
    }

    public override Task JoinAsync(IProgress<string> progress, CancellationToken ct) => PrepareAsync(progress, ct);

    public override Task<WriteTransaction> BeginWriteAsync(XtabloDb db, TabloId? tabloId = null) => BeginInTurnAsync(
        tabloId is { } id ? _lanes[(uint)id.GetHashCode() % _lanes.Length] : _withoutTablo,
        () => db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted));

    public override async Task<IDbContextTransaction> BeginSnapshotAsync(XtabloDb db, CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await db.Database.ExecuteSqlAsync($"SET TRANSACTION READ ONLY", ct);
        return transaction;
    }

    public override async Task<Discussion?> LockAsync(XtabloDb db, TabloId tabloId)
    {
        var locked = await db.Set<Discussion>()
            .FromSql($"SELECT * FROM discussions WHERE tablo_id = {tabloId.Value} FOR UPDATE")
            .ToListAsync();
        return locked.SingleOrDefault();
    }

    public override bool IsDuplicateKey(DbException failure) =>
        string.Equals(failure.SqlState, PostgresErrorCodes.UniqueViolation, StringComparison.Ordinal);

    protected override bool IsOutage(DbException failure) => failure is not PostgresException answer || answer.IsTransient
        || answer.SqlState is PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ReadOnlySqlTransaction
            or "25P03" // idle in a transaction for too long: this program was held up in the middle of a transaction
        || answer.SqlState.StartsWith("53", StringComparison.Ordinal) // insufficient resources, a full disk among them
        || answer.SqlState.StartsWith("57P", StringComparison.Ordinal) // shutting down, crashed, starting up
        || answer.SqlState.StartsWith("58", StringComparison.Ordinal); // the system beneath it

    /// <summary>Waits for the server to answer. The migration creates the database if there is none yet.</summary>
    private async Task ConnectAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.OpenAsync(ct);
        }
        catch (PostgresException answer) when (answer.SqlState is PostgresErrorCodes.InvalidCatalogName)
        {
            // It answers.
        }
    }

    public override void Dispose()
    {
        _source.Dispose();
        _withoutTablo.Dispose();
        Array.ForEach(_lanes, lane => lane.Dispose());
    }
}
