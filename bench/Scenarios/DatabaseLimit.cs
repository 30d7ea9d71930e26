using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xtablo.Bench.Load;
using Xtablo.Bench.Servers;

namespace Xtablo.Bench.Scenarios;

/// <summary>
/// What a database can store of the rows of a post by itself, without a server before it: a transaction for each, and many in one.
/// </summary>
internal abstract class DatabaseLimit(string name)
{
    private const int InACommit = 64;
    private const string Tables = """
        CREATE TABLE heads (tablo int PRIMARY KEY, head bigint NOT NULL);
        CREATE TABLE messages (tablo int, id text, number bigint, author text, client_id text, body text, PRIMARY KEY (tablo, id), UNIQUE (tablo, number), UNIQUE (tablo, author, client_id));
        CREATE TABLE entries (tablo int, sequence bigint, message text, PRIMARY KEY (tablo, sequence));
        CREATE TABLE read_marks (tablo int, account text, number bigint, PRIMARY KEY (tablo, account));
        INSERT INTO heads VALUES (1, 0);
        """;

    private static readonly string[] Post =
    [
        "UPDATE heads SET head = head + 1 WHERE tablo = 1",
        "INSERT INTO messages SELECT 1, @id, head, 'ada', @id, @body FROM heads WHERE tablo = 1",
        "INSERT INTO entries SELECT 1, head, @id FROM heads WHERE tablo = 1",
        "INSERT INTO read_marks SELECT 1, 'ada', head FROM heads WHERE tablo = 1 ON CONFLICT (tablo, account) DO UPDATE SET number = excluded.number",
    ];

    public string Name => name;

    public static DatabaseLimit OfPostgres(PostgresCluster cluster) => new Postgres(cluster);

    public static DatabaseLimit OfSqlite() => new Sqlite();

    public async Task<IReadOnlyList<Measure>> RunAsync(TimeSpan duration)
    {
        var open = await PrepareAsync();
        await using (var first = await open())
        {
            await using var tables = first.CreateCommand();
            tables.CommandText = Tables;
            await tables.ExecuteNonQueryAsync();
        }

        var alone = await StoreAsync(open, Writers, 1, duration);
        var together = await StoreAsync(open, writers: 1, InACommit, duration);
        return
        [
            new Measure("posts", "posts/s", name, alone, MoreIsBetter: true),
            new Measure("posts", $"posts/s, {InACommit} in a commit", name, together, MoreIsBetter: true),
        ];
    }

    /// <summary>How many write beside each other.</summary>
    protected abstract int Writers { get; }

    /// <summary>Returns what opens a connection to a fresh database.</summary>
    protected abstract Task<Func<Task<DbConnection>>> PrepareAsync();

    private static async Task<double> StoreAsync(Func<Task<DbConnection>> open, int writers, int inACommit, TimeSpan duration)
    {
        var begun = Stopwatch.GetTimestamp();
        var stored = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            await using var connection = await open();
            var statements = Post.Select(text => Prepared(connection, text)).ToList();
            var count = 0;
            while (Stopwatch.GetElapsedTime(begun) < duration)
            {
                await using var transaction = await connection.BeginTransactionAsync();
                for (var i = 0; i < inACommit; i++)
                {
                    var mark = Marks.Next();
                    foreach (var statement in statements)
                    {
                        statement.Transaction = transaction;
                        statement.Parameters["@id"].Value = $"{mark}";
                        statement.Parameters["@body"].Value = Marks.Line(mark);
                        await statement.ExecuteNonQueryAsync();
                    }
                }

                await transaction.CommitAsync();
                count += inACommit;
            }

            return count;
        })));
        return stored.Sum() / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static DbCommand Prepared(DbConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in (string[])["@id", "@body"])
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType) = (name, System.Data.DbType.String);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private sealed class Postgres(PostgresCluster cluster) : DatabaseLimit("PostgreSQL itself")
    {
        protected override int Writers => 16;

        protected override async Task<Func<Task<DbConnection>>> PrepareAsync()
        {
            var source = await cluster.CreateDatabaseAsync() + ";Max Auto Prepare=10;Auto Prepare Min Usages=1";
            return async () =>
            {
                var connection = new NpgsqlConnection(source);
                await connection.OpenAsync();
                return connection;
            };
        }
    }

    private sealed class Sqlite() : DatabaseLimit("SQLite itself")
    {
        protected override int Writers => 1;

        protected override Task<Func<Task<DbConnection>>> PrepareAsync()
        {
            var file = Path.Combine(Directory.CreateTempSubdirectory("xtablo-bench-").FullName, "limit.db");
            return Task.FromResult<Func<Task<DbConnection>>>(async () =>
            {
                var connection = new SqliteConnection($"Data Source={file}");
                await connection.OpenAsync();
                await using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA journal_mode = wal; PRAGMA synchronous = full";
                await command.ExecuteNonQueryAsync();
                return connection;
            });
        }
    }
}
