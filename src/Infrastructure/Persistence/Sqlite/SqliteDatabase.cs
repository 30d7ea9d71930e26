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

    // The operating systems' errors for a file that another process has locked.
    private const int EWouldBlock = 11;
    private const int EWouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);

    // SQLite admits one writer. Waiting inside it would block a thread for 150 ms at a time; waiting here costs nothing.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly PooledDbContextFactory<SqliteDb> _contexts;
    private FileStream? _lockFile;

    public SqliteDatabase(string connectionString)
    {
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
        _contexts = new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(connection.ConnectionString).Options);
    }

    /// <summary>Where the database is: an absolute path.</summary>
    public string File { get; }

    public override XtabloDb Open() => _contexts.CreateDbContext();

    public override async Task PrepareAsync(IProgress<string> progress, CancellationToken ct)
    {
        if (!await TryPrepareAsync(progress, ct))
        {
            throw new SettingException(Settings.ConnectionKey, $"another Xtablo is already running on '{File}'.");
        }
    }

    public override async Task JoinAsync(IProgress<string> progress, CancellationToken ct)
    {
        if (await TryPrepareAsync(progress, ct)) // else a running server has prepared it
        {
            await _lockFile!.DisposeAsync();
        }
    }

    // EF begins SQLite transactions IMMEDIATE: the write lock first, so that no read in it can grow stale.
    public override Task<WriteTransaction> BeginWriteAsync(XtabloDb db, TabloId? tabloId = null) =>
        BeginInTurnAsync(_turn, () => db.Database.BeginTransactionAsync());

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
        _lockFile?.Dispose();
        _turn.Dispose();
    }

    /// <summary>Locks the file, so that no server runs on it, or starts, while a verb of the command line changes it.</summary>
    /// <exception cref="OperatorException">A server is running on it.</exception>
    public void TakeFileFor(string command)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        if (!TryTakeLockFile())
        {
            throw new OperatorException($"An Xtablo is running on '{File}'; stop it before you {command}.");
        }
    }

    /// <summary>Returns false when a server is running on the file; else holds its lock.</summary>
    private async Task<bool> TryPrepareAsync(IProgress<string> progress, CancellationToken ct)
    {
        try
        {
            progress.Report($"bringing the tables in '{File}' to its version");
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            if (!TryTakeLockFile())
            {
                return false;
            }

            await using var db = Open();
            await db.Database.MigrateAsync(ct);
            // WAL lets readers continue beside the writer. FULL, the default, makes a commit survive a power cut.
            await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", ct);
            return true;
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new SettingException(Settings.ConnectionKey, $"the SQLite file '{File}' cannot be used: {failure.Message}");
        }
    }

    /// <summary>
    /// A second server on the same file would not see what the first one stores, so it is refused. The operating system
    /// releases the lock when the process ends, however it ends.
    /// </summary>
    private bool TryTakeLockFile()
    {
        try
        {
            _lockFile = new FileStream(File + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException failure) when (failure.HResult is EWouldBlock or EWouldBlockOnMac or SharingViolation)
        {
            return false;
        }
    }
}
