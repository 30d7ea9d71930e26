using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Persistence.Postgres;
using Postgres = Xtablo.Infrastructure.Persistence.Postgres.PostgresDatabase;

namespace Xtablo.Infrastructure.Tests.Persistence;

public sealed class StartingBesidePostgresTests : IAsyncLifetime
{
    private const string NotYet = "waiting for PostgreSQL, which takes no connections yet";
    private readonly FakeTimeProvider _time = new();
    private readonly Xtablo.Tests.Support.PostgresDatabase _database = new();
    private readonly Said _said = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _database.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task It_waits_for_a_server_that_comes_up_after_it()
    {
        var folder = Directory.CreateTempSubdirectory("xtablo-socket-");
        var there = new NpgsqlConnectionStringBuilder(_database.ConnectionString);
        var waiting = new PostgresServer($"Host={folder};Port={there.Port};Username={there.Username};Database=postgres;Pooling=false", options: "", _time)
            .WaitAsync(_said, Ct);
        await UntilAsync(() => _said.Steps.Contains(NotYet) || waiting.IsCompleted);
        Assert.False(waiting.IsCompleted);

        var socket = $".s.PGSQL.{there.Port}";
        File.CreateSymbolicLink(Path.Combine(folder.FullName, socket), Path.Combine(there.Host!, socket)); // now it is up
        await UntilAsync(() => waiting.IsCompleted);

        await waiting;
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=x")]
    [InlineData("Host=/nowhere/at/all;Username=x")]
    public async Task After_half_a_minute_it_says_that_nobody_is_there(string connection)
    {
        var begun = _time.GetUtcNow();
        using var database = new Postgres(connection, _time);
        var waiting = Assert.ThrowsAsync<SettingException>(() => database.PrepareAsync(_said, Ct));

        await UntilAsync(() => waiting.IsCompleted);

        Assert.Contains("PostgreSQL cannot be used: Failed to connect", (await waiting).Message, StringComparison.Ordinal);
        Assert.InRange(_time.GetUtcNow() - begun, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(32));
    }

    [Theory]
    [InlineData("Username=nobody_of_this_name")]
    [InlineData("Host=no.such.host.invalid")]
    public async Task It_does_not_wait_for_what_will_not_change(string wrong)
    {
        using var database = new Postgres($"{_database.ConnectionString};{wrong}", _time);

        await Assert.ThrowsAsync<SettingException>(() => database.PrepareAsync(_said, Ct)); // the clock stands still

        Assert.DoesNotContain(NotYet, _said.Steps);
    }

    [Theory]
    [InlineData("ROLE few_")]
    [InlineData("DATABASE ")]
    public async Task It_opens_no_more_connections_than_its_user_may_and_leaves_two_to_the_verbs(string limited)
    {
        var name = new NpgsqlConnectionStringBuilder(_database.ConnectionString).Database;
        await _database.ExecuteAsync($"CREATE ROLE few_{name} LOGIN; ALTER DATABASE {name} OWNER TO few_{name}; ALTER {limited}{name} CONNECTION LIMIT 8");
        using (var database = new Postgres($"{_database.ConnectionString};Username=few_{name}", _time))
        {
            var remark = await database.PrepareAsync(_said, Ct);

            Assert.Equal("PostgreSQL allows this user 8 connections: Xtablo opens at most 6 of them, and leaves 2 to its verbs.", remark);
            var connected = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => CountAsync(database)));
            Assert.InRange(connected.Max(), 2, 6);
        }

        NpgsqlConnection.ClearAllPools();
        await _database.ExecuteAsync($"ALTER DATABASE {name} OWNER TO CURRENT_USER; REASSIGN OWNED BY few_{name} TO CURRENT_USER; DROP OWNED BY few_{name}; DROP ROLE few_{name}");
    }

    [Fact]
    public async Task Nor_more_than_the_server_takes_however_many_are_asked_for()
    {
        using var database = new Postgres($"{_database.ConnectionString};Maximum Pool Size=10000", _time);

        var remark = await database.PrepareAsync(_said, Ct);

        Assert.Matches(@"^PostgreSQL allows this user \d{2,4} connections: Xtablo opens at most \d{2,4} of them, and leaves 2 to its verbs\.$", remark);
    }

    [Fact]
    public async Task A_verb_opens_the_two_that_are_left_to_it_and_no_more()
    {
        using var database = new Postgres($"{_database.ConnectionString};Timeout=1", _time);
        await database.JoinAsync(_said, Ct);
        await using var one = database.Open();
        await using var two = database.Open();
        await using var three = database.Open();
        await one.Database.OpenConnectionAsync(Ct);
        await two.Database.OpenConnectionAsync(Ct);

        var refused = await Record.ExceptionAsync(() => three.Database.OpenConnectionAsync(Ct));

        Assert.Contains("The connection pool has been exhausted", refused?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_quiet_when_it_may_open_all_that_it_wants()
    {
        using var database = new Postgres(_database.ConnectionString, _time);

        Assert.Null(await database.PrepareAsync(_said, Ct));
    }

    [Fact]
    public async Task Several_that_find_an_empty_database_at_once_make_its_tables_once()
    {
        var nodes = Enumerable.Range(0, 3).Select(_ => new Postgres(_database.ConnectionString, _time)).ToList();

        var starts = Task.WhenAll(nodes.Select(node => node.PrepareAsync(new Said(), Ct)));
        await UntilAsync(() => starts.IsCompleted);
        await starts;

        await using var db = nodes[0].Open();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
        nodes.ForEach(node => node.Dispose());
    }

    [Fact]
    public async Task However_long_another_migrates_it_waits_and_says_so()
    {
        using var first = new Postgres(_database.ConnectionString, _time);
        await first.PrepareAsync(new Said(), Ct);
        await using var migrating = new NpgsqlConnection($"{_database.ConnectionString};Application Name=Xtablo;Pooling=false");
        await migrating.OpenAsync(Ct);
        await using var migration = await migrating.BeginTransactionAsync(Ct); // as that of EF does
        await using (var command = new NpgsqlCommand("""LOCK TABLE "__EFMigrationsHistory" IN ACCESS EXCLUSIVE MODE""", migrating, migration))
        {
            await command.ExecuteNonQueryAsync(Ct);
        }

        using var database = new Postgres(_database.ConnectionString, _time);
        var starting = database.PrepareAsync(_said, Ct);
        var waits = $"waiting for another Xtablo, which is bringing the tables in PostgreSQL to its version: process {migrating.ProcessID} of PostgreSQL";
        await UntilAsync(() => starting.IsCompleted || _said.Steps.Count(step => step == waits) > 1); // each after 3 s of the server's own time
        Assert.False(starting.IsCompleted);
        await migration.RollbackAsync(Ct);
        await UntilAsync(() => starting.IsCompleted);

        await starting;
    }

    private static async Task<int> CountAsync(Postgres database)
    {
        await using var db = database.Open();
        return await db.Database.SqlQuery<int>(
            $"""SELECT count(*)::int AS "Value" FROM pg_stat_activity, pg_sleep(0.05) WHERE usename = current_user""").SingleAsync(Ct);
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1, Ct);
        }
    }
}
