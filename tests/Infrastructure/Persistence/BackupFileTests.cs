using System.Diagnostics;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Persistence.Sqlite;

namespace Xtablo.Infrastructure.Tests.Persistence;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class BackupFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xtablo-backup-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_a_restore_prepares_is_for_its_user_alone_though_anyone_may_read_the_backup()
    {
        var (backup, copy) = (Path.Combine(_folder.FullName, "monday"), Path.Combine(_folder.FullName, "xtablo.db.restoring"));
        await File.WriteAllTextAsync(backup, "confidential", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(backup, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        await BackupFile.CopyForThisUserAsync(backup, copy, TestContext.Current.CancellationToken);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
        Assert.Equal("confidential", await File.ReadAllTextAsync(copy, TestContext.Current.CancellationToken));
    }

    /// <summary>The backup comes through a pipe, so that the restore waits in the middle of it.</summary>
    [Fact]
    public async Task So_it_is_while_a_restore_is_under_way()
    {
        var (whole, pipe) = (Path.Combine(_folder.FullName, "monday"), Path.Combine(_folder.FullName, "pipe"));
        await MakeBackupAsync(whole);
        using (var made = Process.Start("mkfifo", ["-m", "644", pipe]))
        {
            await made.WaitForExitAsync(Ct);
        }

        using var database = new SqliteDatabase($"Data Source={Path.Combine(_folder.FullName, "xtablo.db")}", TimeProvider.System);
        Task restoring;
        await using (var feeding = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0))
        {
            restoring = Task.Run(() => new SqliteBackups(database, NotedBeside(database)).RestoreAsync(pipe, Ct), Ct);
            var copy = new FileInfo(database.File + ".restoring");
            while (!restoring.IsCompleted && !copy.Exists)
            {
                await Task.Yield();
                copy.Refresh();
            }

            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, copy.UnixFileMode);
            await feeding.WriteAsync(await File.ReadAllBytesAsync(whole, Ct), Ct);
        }

        await restoring;
        Assert.True(File.Exists(database.File));
    }

    private static LastBackup NotedBeside(SqliteDatabase database) => new(Path.GetDirectoryName(database.File)!, TimeProvider.System);

    private static async Task MakeBackupAsync(string file)
    {
        await using var elsewhere = new SqliteFile();
        using var database = new SqliteDatabase(elsewhere.ConnectionString, TimeProvider.System);
        await database.PrepareAsync(new Progress<string>(), Ct);
        await new SqliteBackups(database, NotedBeside(database)).BackUpAsync(file, Ct);
    }
}
