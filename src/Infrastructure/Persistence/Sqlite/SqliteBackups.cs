using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Operation;

namespace Xtablo.Infrastructure.Persistence.Sqlite;

internal sealed class SqliteBackups(SqliteDatabase database, LastBackup last) : IBackups
{
    public async Task BackUpAsync(string file, CancellationToken ct)
    {
        if (!File.Exists(database.File))
        {
            throw new OperatorException($"There is no database '{database.File}' to back up.");
        }

        await BackupFile.CreateAsync(file, async partial =>
        {
            try
            {
                await using var db = database.Open();
                await db.Database.ExecuteSqlAsync($"VACUUM INTO {partial}", ct);
            }
            catch (SqliteException failure)
            {
                throw new OperatorException($"'{database.File}' cannot be copied: {failure.Message}");
            }
        });
        last.Note();
    }

    public async Task RestoreAsync(string file, CancellationToken ct)
    {
        BackupFile.MustExist(file);
        database.TakeFileFor("restore");
        var copy = database.File + ".restoring";
        try
        {
            DeleteCopy(copy); // leftovers of a restore that was killed would be taken for part of this one
            // Prepared beside the old database, then copied over it in one transaction of SQLite: there is never half of it.
            await BackupFile.CopyForThisUserAsync(file, copy, ct);
            await using var ready = ConnectionTo(copy);
            await ready.OpenAsync(ct);
            await MakeReadyAsync(ready, file, ct);
            await using var target = ConnectionTo(database.File);
            await target.OpenAsync(ct);
            ready.BackupDatabase(target);
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"'{file}' could not be restored, and nothing was changed: {failure.Message}");
        }
        finally
        {
            DeleteCopy(copy);
        }
    }

    public async Task RenewEpochsAsync(CancellationToken ct)
    {
        BackupFile.MustExist(database.File);
        database.TakeFileFor("restore");
        await using var db = database.Open();
        _ = await TableVersion<SqliteDb>.IsBehindAsync(db, $"'{database.File}'", ct);
        await db.RenewEpochsAsync(ct);
    }

    private static SqliteConnection ConnectionTo(string file) =>
        new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);

    private static void DeleteCopy(string copy)
    {
        foreach (var suffix in (string[])["", "-journal", "-wal", "-shm"])
        {
            File.Delete(copy + suffix);
        }
    }

    private static async Task MakeReadyAsync(SqliteConnection connection, string file, CancellationToken ct)
    {
        if (await connection.AskAsync("SELECT name FROM sqlite_master WHERE name = 'discussions'", ct) is null)
        {
            throw new OperatorException($"'{file}' is no backup of an Xtablo on SQLite.");
        }

        var check = (string)(await connection.AskAsync("SELECT integrity_check FROM pragma_integrity_check", ct))![0];
        if (check != "ok")
        {
            throw new OperatorException($"'{file}' is damaged, and nothing was changed: {check}");
        }

        await using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(connection).Options);
        await db.MigrateAloneAsync($"'{file}'", ct);
        await db.RenewEpochsAsync(ct);
    }
}
