using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Operation;

namespace Xtablo.Infrastructure.Persistence.Sqlite;

internal sealed class SqliteBackups(SqliteDatabase database) : IBackups
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
    }

    public async Task RestoreAsync(string file, CancellationToken ct)
    {
        BackupFile.MustExist(file);
        database.TakeFileFor("restore");
        var copy = database.File + ".restoring";
        try
        {
            DeleteCopy(copy); // what a restore that was killed left behind would be taken for a part of this one

            // Made ready beside the old one, and then put over it in one transaction of SQLite's own: at no moment is there half.
            File.Copy(file, copy, overwrite: true);
            await using var ready = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ConnectionString);
            await ready.OpenAsync(ct);
            await MakeReadyAsync(ready, file, ct);
            await using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database.File, Pooling = false }.ConnectionString);
            await target.OpenAsync(ct);
            ready.BackupDatabase(target);
        }
        catch (SqliteException failure)
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
        await db.RenewEpochsAsync(ct);
    }

    private static void DeleteCopy(string copy)
    {
        foreach (var suffix in (string[])["", "-journal", "-wal", "-shm"])
        {
            File.Delete(copy + suffix);
        }
    }

    private static async Task MakeReadyAsync(SqliteConnection connection, string file, CancellationToken ct)
    {
        await using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(connection).Options);
        var isXtablos = await db.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE name = 'discussions'").SingleAsync(ct) == 1;
        if (!isXtablos)
        {
            throw new OperatorException($"'{file}' is no backup of an Xtablo on SQLite.");
        }

        var check = await db.Database.SqlQuery<string>($"SELECT integrity_check AS Value FROM pragma_integrity_check").FirstAsync(ct);
        if (check != "ok")
        {
            throw new OperatorException($"'{file}' is damaged, and nothing was changed: {check}");
        }

        await db.Database.MigrateAsync(ct);
        await db.RenewEpochsAsync(ct);
    }
}
