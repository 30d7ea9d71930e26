using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests.Persistence;

/// <summary>A newer Xtablo has migrated the tables, and an older one is started on them again.</summary>
public abstract class NewerTablesTests(TestDatabase database) : TestServices(database)
{
    private const string Later = "29990101000000_Later";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neither_a_server_nor_a_verb_starts_on_them()
    {
        await BecomeNewerAsync();

        await AssertRefusedAsync(() => Get<Database>().PrepareAsync(new Progress<string>(), Ct));
        await AssertRefusedAsync(() => Get<Database>().JoinAsync(new Progress<string>(), Ct));
        await AssertRefusedAsync(() => Get<IBackups>().RenewEpochsAsync(Ct));
    }

    [Fact]
    public async Task A_backup_of_them_is_not_restored_and_nothing_is_changed()
    {
        var folder = Directory.CreateTempSubdirectory("xtablo-newer-");
        var backup = Path.Combine(folder.FullName, "backup");
        await BecomeNewerAsync();
        await Get<IBackups>().BackUpAsync(backup, Ct);
        await Tables.ExecuteAsync($"DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = '{Later}'");
        var (_, tablo) = await TabloAsync(); // which the backup does not have
        await RestartAsync(prepare: false);

        await AssertRefusedAsync(() => Get<IBackups>().RestoreAsync(backup, Ct));

        await RestartAsync();
        await using var db = Get<Database>().Open();
        Assert.True(await db.Discussions.AnyAsync(discussion => discussion.TabloId == tablo, Ct));
        folder.Delete(recursive: true);
    }

    private async Task BecomeNewerAsync()
    {
        await Tables.ExecuteAsync($"INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('{Later}', '99.0.0')");
        await RestartAsync(prepare: false);
    }

    private async Task AssertRefusedAsync(Func<Task> use)
    {
        var refused = await Assert.ThrowsAsync<OperatorException>(use);
        await using var db = Get<Database>().Open();
        Assert.Contains($"have the migration {Later}", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"the newest of this program is {db.Database.GetMigrations().Last()}", refused.Message, StringComparison.Ordinal);
    }

    public sealed class OnSqlite() : NewerTablesTests(new SqliteFile());

    public sealed class OnPostgres() : NewerTablesTests(new PostgresDatabase());
}
