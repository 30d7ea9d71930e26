using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Discussions;
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
        var (ada, tablo) = await xtablo.TabloAsync();
        await xtablo.PostAsync(tablo, ada, "Before");
        var before = await WhatIsThereAsync();

        await PrepareAgainAsync();

        Assert.Contains(before, line => line.Contains("Before", StringComparison.Ordinal));
        Assert.Equal(before, await WhatIsThereAsync());
    }

    [Fact]
    public async Task Every_key_of_a_tablos_data_begins_with_the_tablo()
    {
        await using var db = xtablo.Get<Database>().Open();
        var tables = db.Model.GetEntityTypes().Where(entity => entity.FindProperty("TabloId") is not null).ToList();

        Assert.True(tables.Count >= 7, "the tables were not found");
        Assert.All(tables, table => Assert.Equal("tablo_id", table.FindPrimaryKey()!.Properties[0].GetColumnName()));
    }

    /// <summary>So that the data can be spread over servers by tablo, the small tables on one: docs/scaling.md.</summary>
    [Fact]
    public async Task Every_other_table_is_small()
    {
        string[] small =
        [
            "account_notices", "accounts", "data_protection_keys", "first_run", "limit_counts", "reset_links", "sessions", "tokens",
            "user_claims", "user_logins", "user_passkeys", "user_tokens", "users",
        ];
        await using var db = xtablo.Get<Database>().Open();

        var others = db.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson() && entity.FindProperty("TabloId") is null);

        Assert.Empty(others.Select(entity => entity.GetTableName()).Except(small));
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

    /// <summary>One more server is started on a database that has served.</summary>
    protected abstract Task PrepareAgainAsync();

    /// <summary>The tables as the database has them.</summary>
    protected abstract IQueryable<string> Tables(DbContext db);

    /// <summary>The migrations, the tables, and what is in them.</summary>
    private async Task<List<string>> WhatIsThereAsync()
    {
        await using var db = xtablo.Get<Database>().Open();
        var discussions = await db.Discussions.OrderBy(d => d.TabloId).Select(d => new { d.TabloId, d.Epoch, d.Head }).ToListAsync(Ct);
        var messages = await db.Messages.OrderBy(m => m.Id).Select(m => new { m.Id, m.Revision, m.Body }).ToListAsync(Ct);
        return
        [
            .. await db.Database.GetAppliedMigrationsAsync(Ct),
            .. await Tables(db).ToListAsync(Ct),
            .. discussions.Select(discussion => discussion.ToString()!),
            .. messages.Select(message => message.ToString()!),
        ];
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

        [Fact]
        public async Task A_log_that_grew_beside_a_long_reader_is_cut_back()
        {
            var log = new FileInfo(Xtablo.Tables.ConnectionString["Data Source=".Length..] + "-wal");
            var (ada, tablo) = await Xtablo.TabloAsync();
            await using (var db = Xtablo.Get<Database>().Open())
            await using (await Xtablo.Get<Database>().BeginSnapshotAsync(db, Ct))
            {
                await db.Discussions.CountAsync(Ct);
                await Xtablo.Tables.ExecuteAsync("CREATE TABLE large AS SELECT randomblob(20000000) AS bytes");
                log.Refresh();
                Assert.True(log.Length > 20_000_000);
            }

            foreach (var needs in (Needs[])[Needs.Nothing, Needs.Message(MessageId.New())]) // in the lane, and not
            {
                await Xtablo.Tables.ExecuteAsync("UPDATE large SET bytes = randomblob(20000000)");
                for (var i = 0; i < 2; i++)
                {
                    var key = ClientId.New();
                    await Xtablo.Get<IDiscussions>().ChangeAsync(
                        tablo, Needs.PostedAs(ada.Id, key) + needs, discussion => discussion.Post(ada, key, MessageBody.From("Hello"), MessageId.New(), DateTimeOffset.UnixEpoch));
                }

                log.Refresh();
                Assert.InRange(log.Length, 1, 8 * 1024 * 1024);
            }

            await Xtablo.Tables.ExecuteAsync("DROP TABLE large");
        }

        protected override Task PrepareAgainAsync() => Xtablo.RestartAsync(); // the lock lets a second one in when the first has ended

        protected override IQueryable<string> Tables(DbContext db) =>
            db.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name");
    }

    public sealed class OnPostgres(OnPostgresServer xtablo) : DatabaseTests(xtablo), IClassFixture<OnPostgresServer>
    {
        protected override Task PrepareAgainAsync() => Xtablo.Get<Database>().PrepareAsync(new Progress<string>(), Ct); // a second node, beside the first

        protected override IQueryable<string> Tables(DbContext db) => db.Database.SqlQuery<string>(
            $"""
            SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable) AS "Value"
            FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1
            """);
    }
}
