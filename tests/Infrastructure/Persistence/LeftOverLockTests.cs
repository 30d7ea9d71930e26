using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Persistence.Sqlite;

namespace Xtablo.Infrastructure.Tests.Persistence;

/// <summary>EF's lock on migrations is a row in the file, which a program that is killed leaves there.</summary>
public sealed class LeftOverLockTests : IAsyncLifetime
{
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(20);
    private readonly SqliteFile _file = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Theory]
    [InlineData("PeopleAndAccess")] // there is something to migrate
    [InlineData(null)]
    public async Task A_server_does_not_wait_for_it_and_clears_it_away(string? version)
    {
        await LeaveLockAsync(version);
        using var database = new SqliteDatabase(_file.ConnectionString, TimeProvider.System);

        await database.PrepareAsync(new Progress<string>(), Ct).WaitAsync(ForEver, Ct);

        await AssertReadyAsync(database);
    }

    [Fact]
    public async Task Neither_does_a_verb()
    {
        await LeaveLockAsync("PeopleAndAccess");
        using var database = new SqliteDatabase(_file.ConnectionString, TimeProvider.System);

        await database.JoinAsync(new Progress<string>(), Ct).WaitAsync(ForEver, Ct);

        await AssertReadyAsync(database);
    }

    [Fact]
    public async Task A_backup_that_took_it_along_is_restored_without_it()
    {
        await LeaveLockAsync("PeopleAndAccess");
        await using var elsewhere = new SqliteFile();
        using var server = new SqliteDatabase(_file.ConnectionString, TimeProvider.System);
        using var database = new SqliteDatabase(elsewhere.ConnectionString, TimeProvider.System);
        var backup = server.File + ".backup";
        await new SqliteBackups(server, NotedBeside(server)).BackUpAsync(backup, Ct);

        await new SqliteBackups(database, NotedBeside(database)).RestoreAsync(backup, Ct).WaitAsync(ForEver, Ct);

        await AssertReadyAsync(database);
    }

    [Fact]
    public async Task A_verb_says_for_whom_it_waits_and_ends_when_an_older_server_keeps_the_file()
    {
        await LeaveLockAsync("PeopleAndAccess");
        var time = new FakeTimeProvider();
        using var older = new FileLock(new SqliteDatabase(_file.ConnectionString, time).File);
        Assert.True(older.TryTake());
        using var database = new SqliteDatabase(_file.ConnectionString, time);
        var said = new Said();

        var waiting = Assert.ThrowsAsync<OperatorException>(() => database.JoinAsync(said, Ct));
        while (!waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Contains("has not brought its tables to this version: it is an older one, or waits itself.", (await waiting).Message, StringComparison.Ordinal);
        Assert.Contains("waiting for the Xtablo that runs on", said.Steps[^1], StringComparison.Ordinal);
    }

    private static LastBackup NotedBeside(SqliteDatabase database) => new(Path.GetDirectoryName(database.File)!, TimeProvider.System);

    private async Task LeaveLockAsync(string? version)
    {
        using var database = new SqliteDatabase(_file.ConnectionString, TimeProvider.System);
        await using var db = database.Open();
        await db.GetService<IMigrator>().MigrateAsync(version, Ct);
        await _file.ExecuteAsync("INSERT INTO __EFMigrationsLock VALUES (1, 'x')");
    }

    private static async Task AssertReadyAsync(SqliteDatabase database)
    {
        await using var db = database.Open();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
        Assert.Equal(0, await db.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM __EFMigrationsLock").SingleAsync(Ct));
    }
}
