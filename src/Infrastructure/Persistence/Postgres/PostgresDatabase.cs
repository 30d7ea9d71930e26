using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Persistence.Postgres;

internal sealed class PostgresDatabase : Database
{
    // A discussion always has the same turn, so that its writers queue here instead of each holding a connection.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 16).Select(_ => new SemaphoreSlim(1))];
    private readonly SemaphoreSlim _withoutTablo = new(1);

    // A caller must learn within 10 s that the database does not answer. The connection string comes later and overrides these.
    private const string Named = "Application Name=Xtablo;";
    private const string Defaults = Named + "Timeout=4;Command Timeout=6;Cancellation Timeout=1000;";

    // Nobody waits for a start but the operator, who is told what it is at: on a busy machine a question may take long.
    // What it asks has types that every PostgreSQL has, so it need not learn first which there are.
    private const string AtTheStart = Defaults + "Timeout=15;Command Timeout=30;Server Compatibility Mode=NoTypeLoading;";
    private const string StartOptions = "Options='-c lock_timeout=3000 -c statement_timeout=30000';";

    private const string Patient = Named + "Command Timeout=1800;"; // half an hour, for a migration
    private const string Unpooled = ";Pooling=false"; // of a start: a user may be allowed few
    private const int LeftToVerbs = 2;
    private readonly TimeProvider _time;
    private readonly PostgresServer _server;
    private NpgsqlDataSource _pool;
    private SpoiledConnections _spoiled;
    private PooledDbContextFactory<PostgresDb> _contexts;
    private bool _isDirect = true; // not by way of a pooler

    public PostgresDatabase(string connectionString, TimeProvider time)
    {
        ConnectionString = connectionString;
        _time = time;
        _server = new PostgresServer(AtTheStart + connectionString + Unpooled, StartOptions, time);
        (_pool, _spoiled, _contexts) = NewPool(AskedPoolSize);
    }

    public string ConnectionString { get; }
    public int LeftToOthers { get; init; } // connections that it does not open itself, beside those of the verbs
    private int AskedPoolSize => new NpgsqlConnectionStringBuilder(ConnectionString).MaxPoolSize;

    public override bool HasNodes => true;
    public override int Lanes => 2; // one collects while the other commits; the more, the fewer posts share a commit
    public override PostgresDb Open() => _contexts.CreateDbContext();

    public override async Task<DbConnection> OpenAloneAsync(CancellationToken ct)
    {
        var connection = NewAlone(AtTheStart);
        await connection.OpenAsync(ct);
        return connection;
    }

    /// <summary>Makes a connection of no pool, to listen with. The caller opens and disposes it.</summary>
    public NpgsqlConnection NewListener() => new(Defaults + ConnectionString + Unpooled + ";Keepalive=10");

    public override async Task<string?> PrepareAsync(IProgress<string> progress, CancellationToken ct)
    {
        var allowed = await PostgresServer.UseAsync(() => BringUpToDateAsync(progress, ct));
        var most = Math.Max(1, allowed - LeftToVerbs - LeftToOthers);
        ReplacePool(Math.Min(AskedPoolSize, most));
        return AskedPoolSize <= most ? null : $"PostgreSQL allows this user {allowed} connections: "
            + $"Xtablo opens at most {most} of them, and leaves {allowed - most} to its verbs"
            + (LeftToOthers > 0 ? " and its doorbell." : ".");
    }

    public override async Task JoinAsync(IProgress<string> progress, CancellationToken ct)
    {
        _ = await PostgresServer.UseAsync(() => BringUpToDateAsync(progress, ct));
        ReplacePool(Math.Min(AskedPoolSize, LeftToVerbs));
    }

    public override Task DoAsync(Func<Task> once, CancellationToken ct) => PostgresServer.UseAsync(async () =>
    {
        await using var turn = await TurnToMigrate.TakeAsync(() => NewAlone(Patient), _time, ct);
        await once();
        return true;
    });

    public override Task<WriteTransaction> BeginWriteAsync(XtabloDb db, TabloId? tabloId = null) => BeginInTurnAsync(
        tabloId is { } id ? TurnOf(id) : _withoutTablo,
        async () =>
        {
            var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted);
            if (!_isDirect)
            {
                await ((PostgresDb)db).SetTimeoutsAsync();
            }

            return transaction;
        });

    public override async Task<PostBatch> BeginPostsAsync(IReadOnlyCollection<PostKey> keys, bool waits)
    {
        // Who waits for a lock holds a connection meanwhile: so they are no more than the turns.
        var turn = waits ? TurnOf(keys.First().Tablo) : null;
        if (turn is not null)
        {
            await WaitForAsync(turn);
        }

        var batch = new PostgresPostBatch(Open(), _isDirect, turn);
        try
        {
            await batch.BeginAsync(keys, waits);
            return batch;
        }
        catch (Exception failure)
        {
            _spoiled.CloseAfter(failure); // of no command of the context
            await batch.DisposeAsync();
            throw;
        }
    }

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

    public override bool IsLockOfAnother(Exception failure) => failure is PostgresException { SqlState: "55P03" };

    public override bool IsDuplicateKey(DbException failure) =>
        string.Equals(failure.SqlState, PostgresErrorCodes.UniqueViolation, StringComparison.Ordinal);

    protected override bool IsOutage(DbException failure) => PostgresOutages.IsOutage(failure);

    public override void Dispose()
    {
        _pool.Dispose();
        _withoutTablo.Dispose();
        Array.ForEach(_turns, turn => turn.Dispose());
    }

    private async Task<int> BringUpToDateAsync(IProgress<string> progress, CancellationToken ct)
    {
        var options = await _server.WaitAsync(progress, ct) ? StartOptions : "";
        await new TurnToMigrate(Connect, () => NewAlone(Patient), progress, _time).BringUpToDateAsync(ct);
        await using var open = Connect();
        await open.OpenAsync(ct);
        _isDirect = await open.IsDirectAsync(ct);
        return await open.AllowedConnectionsAsync(ct);

        NpgsqlConnection Connect() => NewAlone(options + AtTheStart);
    }

    private NpgsqlConnection NewAlone(string defaults) => new(defaults + ConnectionString + Unpooled);

    private SemaphoreSlim TurnOf(TabloId tabloId) => _turns[(uint)tabloId.GetHashCode() % _turns.Length];

    private void ReplacePool(int size)
    {
        _pool.Dispose();
        (_pool, _spoiled, _contexts) = NewPool(size);
    }

    private (NpgsqlDataSource, SpoiledConnections, PooledDbContextFactory<PostgresDb>) NewPool(int size)
    {
        var connection = new NpgsqlConnectionStringBuilder(Defaults + ConnectionString) { MaxPoolSize = size };
        connection.MinPoolSize = Math.Min(connection.MinPoolSize, size);
        if (_isDirect)
        {
            const string Plans = "-c plan_cache_mode=force_custom_plan"; // one made for an empty table would read all of it
            connection.Options = $"{WriterTimeouts.AsOptions} {Plans} {connection.Options}"; // the later of two wins
        }
        else
        {
            connection.NoResetOnClose = true; // a pooler gives each transaction whichever connection is free
        }

        var pool = NpgsqlDataSource.Create(connection);
        var spoiled = new SpoiledConnections(pool);
        return (pool, spoiled, new(new DbContextOptionsBuilder<PostgresDb>()
            .UseNpgsql(pool).AddInterceptors(new LiveConnections(pool, _time), spoiled).Options));
    }
}
