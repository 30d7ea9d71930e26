using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests.Persistence;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class BackupFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xtablo-backup-");

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
}
