using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Xtablo.Web.Tests.Security;

/// <summary>All that is stored, table by table, but the index of search: it follows the rest by itself, a little later.</summary>
internal static class Tables
{
    private const string NotCounted = "last_used_at"; // of a session: that it was used is no more than true

    public static async Task<Dictionary<string, string>> ReadAsync(TestDatabase database)
    {
        var ct = TestContext.Current.CancellationToken;
        await using DbConnection connection = database is SqliteFile ? new SqliteConnection(database.ConnectionString) : new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(ct);
        var names = await ReadAsync(connection, database is SqliteFile
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
        Assert.True(names.Count > 15, "the tables were not found");
        var tables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names.Where(name => !name.StartsWith("search", StringComparison.Ordinal)))
        {
            tables[name] = string.Join('\n', (await ReadAsync(connection, $"SELECT * FROM \"{name}\"")).Order(StringComparer.Ordinal));
        }

        return tables;
    }

    private static async Task<List<string>> ReadAsync(DbConnection connection, string sql)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount)
                .Where(column => reader.GetName(column) != NotCounted)
                .Select(column => reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(column)}")));
        }

        return rows;
    }
}
