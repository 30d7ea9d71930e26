using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests;

/// <summary>On PostgreSQL with one connection, which tells what it has prepared and how it plans that.</summary>
public sealed class OnOneConnection : TestServices
{
    public OnOneConnection()
        : base(new PostgresDatabase()) =>
        With = settings => settings with { ConnectionString = $"{settings.ConnectionString};Maximum Pool Size=1" };

    public async Task<List<T>> AskAsync<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var db = Get<Database>().Open();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = ((NpgsqlConnection)db.Database.GetDbConnection()).CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<T>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            found.Add(read(rows));
        }

        return found;
    }
}
