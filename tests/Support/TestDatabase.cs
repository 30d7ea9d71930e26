using System.Globalization;
using Npgsql;

namespace Xtablo.Tests.Support;

/// <summary>A real, empty database of its own, gone when disposed.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    public abstract string ConnectionString { get; }

    public abstract Task CreateAsync();

    /// <summary>Does to the tables what another node or program would.</summary>
    public abstract Task ExecuteAsync(string sql);

    /// <summary>A time as SQL has it.</summary>
    public abstract string Sql(DateTimeOffset time);

    public abstract ValueTask DisposeAsync();
}

public sealed class SqliteFile : TestDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xtablo-sqlite-").FullName;

    public override string ConnectionString => $"Data Source={Path.Combine(_folder, "xtablo.db")}";

    public override Task CreateAsync() => Task.CompletedTask;

    public override async Task ExecuteAsync(string sql)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public override string Sql(DateTimeOffset time) =>
        ((time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);

    public override ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>On the server that <c>./test</c> starts and names in XTABLO_TEST_PG.</summary>
public sealed class PostgresDatabase : TestDatabase
{
    private static int count;
    private readonly string _name = string.Create(
        CultureInfo.InvariantCulture, $"xtablo_{Environment.ProcessId}_{Interlocked.Increment(ref count)}");

    public static string? Server => Environment.GetEnvironmentVariable("XTABLO_TEST_PG");

    // Not skipped: what was not tested must not look tested. Said when it is used, for an assembly's is made for all its tests.
    public override string ConnectionString => Server is null
        ? throw new InvalidOperationException("XTABLO_TEST_PG names no PostgreSQL server; ./test starts one.")
        : new NpgsqlConnectionStringBuilder(Server) { Database = _name, MaxPoolSize = 20 }.ConnectionString;

    public override Task CreateAsync() => Server is null ? Task.CompletedTask : OnServerAsync($"CREATE DATABASE {_name}");

    public override async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            await OnServerAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        }
    }

    public override Task ExecuteAsync(string sql) => ExecuteAsync(ConnectionString, sql);

    public override string Sql(DateTimeOffset time) => $"'{time:O}'::timestamptz";

    private static Task OnServerAsync(string sql) => ExecuteAsync(Server!, sql);

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
