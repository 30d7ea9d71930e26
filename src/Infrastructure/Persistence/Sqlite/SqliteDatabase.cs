using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Xtablo.Application.Operation;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Persistence.Sqlite;

/// <summary>One file, one writer at a time, owned by one running server.</summary>
internal sealed class SqliteDatabase : Database
{
    private const int UniqueConstraint = 2067;      // SQLITE_CONSTRAINT_UNIQUE
    private const int PrimaryKeyConstraint = 1555;  // SQLITE_CONSTRAINT_PRIMARYKEY

    // Errors of the file, not of the statement: SQLITE_BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN.
    private static readonly HashSet<int> Outages = [5, 6, 8, 10, 13, 14];

    private const int LongestWait = 5; // seconds, for a lock of another program on the file, such as one that copies it

    private static readonly TimeSpan LongestMigration = TimeSpan.FromSeconds(30); // of a server, for a verb that waits for it
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    // SQLite admits one writer. Waiting inside it would block a thread for 150 ms at a time; waiting here costs nothing.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly PooledDbContextFactory<SqliteDb> _contexts;
    private readonly TimeProvider _time;
    private readonly FileLock _lock;
    private readonly SqlitePosts _posts;
    private readonly string _alone;
    private bool _isDisposed;

    public SqliteDatabase(string connectionString, TimeProvider time)
    {
        _time = time;
        var connection = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, DefaultTimeout = LongestWait };
        if (connection.Mode == SqliteOpenMode.Memory
            || connection.DataSource.Length == 0
            || connection.DataSource.StartsWith(':'))
        {
            throw new SettingException(
                Settings.ConnectionKey,
                "SQLite needs a file to keep messages in, such as 'Data Source=/var/lib/xtablo/xtablo.db'.");
        }

        File = Path.GetFullPath(connection.DataSource);
        connection.DataSource = File;
        _lock = new FileLock(File);
        _contexts = new(new DbContextOptionsBuilder<SqliteDb>()
            .UseSqlite(connection.ConnectionString).AddInterceptors(new SecureDeletion()).Options);
        _posts = new(connection.ConnectionString, _turn);
        _alone = $"{connection};Pooling=False";
    }

    /// <summary>Where the database is: an absolute path.</summary>
    public string File { get; }

    public override int Lanes => 1;

    public override SqliteDb Open() => _contexts.CreateDbContext();

    public override async Task<DbConnection> OpenAloneAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(_alone);
        await connection.OpenAsync(ct);
        return connection;
    }

    public override async Task<string?> PrepareAsync(IProgress<string> progress, CancellationToken ct)
    {
        await UseAsync(async () =>
        {
            if (!_lock.TryTake())
            {
                throw new SettingException(
                    Settings.ConnectionKey, $"another Xtablo is already running on '{File}', or one of its verbs.");
            }

            try
            {
                await using var db = Open();
                await BringUpToDateAsync(db, progress, ct);
                progress.Report($"waiting for another program that has locked '{File}'");
                await db.MustBeWritableAsync();
            }
            catch
            {
                _lock.Dispose();
                throw;
            }
        });
        return null;
    }

    public override Task JoinAsync(IProgress<string> progress, CancellationToken ct) => UseAsync(async () =>
    {
        await using var db = Open();
        var begun = _time.GetTimestamp();
        for (; await TableVersion<SqliteDb>.IsBehindAsync(db, $"'{File}'", ct); await Task.Delay(Glance, _time, ct))
        {
            if (_lock.TryTake())
            {
                await BringUpToDateAsync(db, progress, ct);
                _lock.Dispose();
                return;
            }

            progress.Report($"waiting for the Xtablo that runs on '{File}' to bring its tables to this version");
            if (_time.GetElapsedTime(begun) > LongestMigration)
            {
                throw new OperatorException(
                    $"The Xtablo on '{File}' has not brought its tables to this version: it is an older one, or waits itself. "
                    + "Read what it says, or stop it and start this one.");
            }
        }
    });

    public override Task DoAsync(Func<Task> once, CancellationToken ct) => once(); // the file has one owner

    // EF begins SQLite transactions IMMEDIATE: the write lock first, so that no read in it can grow stale.
    public override Task<WriteTransaction> BeginWriteAsync(XtabloDb db, TabloId? tabloId = null) =>
        BeginInTurnAsync(_turn, () => db.Database.BeginTransactionAsync());

    public override async Task<PostBatch> BeginPostsAsync(IReadOnlyCollection<PostKey> keys, bool waits)
    {
        await WaitForAsync(_turn);
        return await _posts.BeginAsync(keys, Open);
    }

    public override async Task<IDbContextTransaction> BeginSnapshotAsync(XtabloDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        // Not EF's BeginTransaction, which would take the write lock even to read.
        var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await db.Database.UseTransactionAsync(transaction, ct))!;
    }

    public override Task<Discussion?> LockAsync(XtabloDb db, TabloId tabloId) =>
        db.Set<Discussion>().SingleOrDefaultAsync(discussion => discussion.TabloId == tabloId); // the transaction is the lock

    public override bool IsDuplicateKey(DbException failure) =>
        failure is SqliteException { SqliteExtendedErrorCode: UniqueConstraint or PrimaryKeyConstraint };

    protected override bool IsOutage(DbException failure) =>
        failure is SqliteException sqlite && Outages.Contains(sqlite.SqliteErrorCode);

    public override void Dispose()
    {
        if (_isDisposed)
        {
            return; // it is several services, and the container disposes each
        }

        _isDisposed = true;
        if (_turn.Wait(Patience)) // the writer under way ends first
        {
            _posts.Dispose();
        }

        _lock.Dispose();
        _turn.Dispose();
    }

    /// <summary>Locks the file, so that no server runs on it, or starts, while a verb of the command line changes it.</summary>
    /// <exception cref="OperatorException">A server is running on it.</exception>
    public void TakeFileFor(string command)
    {
        if (!_lock.TryTake())
        {
            throw new OperatorException($"An Xtablo is running on '{File}'; stop it before you {command}.");
        }
    }

    private async Task UseAsync(Func<Task> use)
    {
        try
        {
            await use();
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new SettingException(Settings.ConnectionKey, $"the SQLite file '{File}' cannot be used: {failure.Message}");
        }
    }

    /// <summary>To be called with the lock of the file.</summary>
    private async Task BringUpToDateAsync(SqliteDb db, IProgress<string> progress, CancellationToken ct)
    {
        progress.Report($"bringing the tables in '{File}' to its version");
        await db.MigrateAloneAsync($"'{File}'", ct);
    }
}
