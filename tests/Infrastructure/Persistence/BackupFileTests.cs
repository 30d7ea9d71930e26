using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Operation;
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

    [Fact]
    public async Task Of_two_that_are_made_at_once_under_one_name_one_is_whole_and_the_other_is_refused()
    {
        var file = Path.Combine(_folder.FullName, "monday");
        var (first, second) = (new Half(file, "the first"), new Half(file, "the second"));
        await Task.WhenAll(first.IsWritten, second.IsWritten);

        await first.EndAsync();
        await Assert.ThrowsAsync<OperatorException>(second.EndAsync);

        Assert.Equal("the first", await File.ReadAllTextAsync(file, Ct));
        Assert.Equal([file], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task What_was_killed_on_the_way_goes_a_day_later_and_what_is_under_way_stays()
    {
        var file = Path.Combine(_folder.FullName, "monday");
        var (killed, underWay) = ($"{file}.1.partial", $"{file}.2.partial");
        await File.WriteAllTextAsync(killed, "half", Ct);
        await File.WriteAllTextAsync(underWay, "half", Ct);
        File.SetLastWriteTimeUtc(killed, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-25));

        await BackupFile.CreateAsync(file, partial => File.WriteAllTextAsync(partial, "whole", Ct));

        Assert.Equal([file, underWay], Directory.GetFiles(_folder.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_note_of_the_last_is_whole_at_any_moment()
    {
        var time = new FakeTimeProvider();
        var last = new LastBackup(_folder.FullName, time);
        last.Note();
        using var reader = File.OpenText(Path.Combine(_folder.FullName, "last-backup"));
        time.Advance(TimeSpan.FromDays(1));

        last.Note();

        Assert.Equal(time.GetUtcNow().AddDays(-1), DateTimeOffset.Parse(reader.ReadToEnd(), CultureInfo.InvariantCulture));
        Assert.Equal(time.GetUtcNow(), last.MadeAt());
    }

    /// <summary>A backup that stands still in the middle.</summary>
    private sealed class Half
    {
        private readonly TaskCompletionSource _isWritten = new();
        private readonly TaskCompletionSource _goesOn = new();
        private readonly Task _making;

        public Half(string file, string text) => _making = BackupFile.CreateAsync(file, async partial =>
        {
            await File.WriteAllTextAsync(partial, text[..^1], Ct);
            _isWritten.SetResult();
            await _goesOn.Task;
            await File.AppendAllTextAsync(partial, text[^1..], Ct);
        });

        public Task IsWritten => _isWritten.Task;

        public Task EndAsync()
        {
            _goesOn.SetResult();
            return _making;
        }
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
