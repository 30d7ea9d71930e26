using Microsoft.EntityFrameworkCore;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests.Persistence;

public abstract class DatabaseTests(TestServices xtablo)
{
    protected TestServices Xtablo => xtablo;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_migrations_make_the_tables_that_the_model_describes()
    {
        await using var db = xtablo.Get<Database>().Open();

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
        Assert.NotEmpty(await db.Database.GetAppliedMigrationsAsync(Ct));
    }

    [Fact]
    public async Task Preparing_a_database_that_is_ready_changes_nothing()
    {
        await using var db = xtablo.Get<Database>().Open();
        var before = await db.Database.GetAppliedMigrationsAsync(Ct);
        if (this is OnPostgres)
        {
            await xtablo.Get<Database>().PrepareAsync(Ct); // a second node; SQLite has one server, which its lock sees to
        }

        Assert.Equal(before, await db.Database.GetAppliedMigrationsAsync(Ct));
    }

    [Fact]
    public async Task Every_key_of_a_tablos_data_begins_with_the_tablo()
    {
        await using var db = xtablo.Get<Database>().Open();
        var tables = db.Model.GetEntityTypes().Where(entity => entity.FindProperty("TabloId") is not null ).ToList();

        Assert.True(tables.Count >= 7, "the tables were not found");
        Assert.All(tables, table => Assert.Equal("tablo_id", table.FindPrimaryKey()!.Properties[0].GetColumnName()));
    }

    [Fact]
    public async Task A_snapshot_holds_up_no_writer_and_sees_none()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        await using var db = xtablo.Get<Database>().Open();
        await using var snapshot = await xtablo.Get<Database>().BeginSnapshotAsync(db, Ct);
        var before = await db.Discussions.Where(d => d.TabloId == tablo).Select(d => d.Head).SingleAsync(Ct);

        await xtablo.PostAsync(tablo, ada, "Meanwhile").WaitAsync(TimeSpan.FromSeconds(5), Ct);

        Assert.Equal(before, await db.Discussions.Where(d => d.TabloId == tablo).Select(d => d.Head).SingleAsync(Ct));
    }

    public sealed class OnSqlite(OnSqliteFile xtablo) : DatabaseTests(xtablo), IClassFixture<OnSqliteFile>
    {
        [Fact]
        public async Task A_commit_is_on_the_disk_before_it_is_acknowledged_and_readers_do_not_wait_for_writers()
        {
            await using var db = Xtablo.Get<Database>().Open();
            var synchronous = await db.Database.SqlQuery<long>($"SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync(Ct);
            var journal = await db.Database.SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync(Ct);

            Assert.Equal((2, "wal"), (synchronous, journal)); // 2 is FULL
        }
    }

    public sealed class OnPostgres(OnPostgresServer xtablo) : DatabaseTests(xtablo), IClassFixture<OnPostgresServer>;
}
