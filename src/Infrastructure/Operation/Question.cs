using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Persistence.Postgres;

namespace Xtablo.Infrastructure.Operation;

/// <summary>
/// Asks the database past EF, which would first learn all tables: a doctor has a few seconds, and perhaps a busy machine.
/// </summary>
internal static class Question
{
    /// <summary>Opens a connection of no pool, where there is one. The caller disposes it.</summary>
    public static async Task<XtabloDb> OpenAloneAsync(this Database database, CancellationToken ct)
    {
        var db = database is PostgresDatabase postgres ? postgres.OpenAlone() : database.Open();
        try
        {
            await db.Database.OpenConnectionAsync(ct);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns the first row; null when there is none.</summary>
    public static async Task<object[]?> AskAsync(this XtabloDb db, [ConstantExpected] string sql, CancellationToken ct)
    {
        await using var question = db.Database.GetDbConnection().CreateCommand();
        question.CommandText = sql;
        await using var answer = await question.ExecuteReaderAsync(ct);
        if (!await answer.ReadAsync(ct))
        {
            return null;
        }

        var row = new object[answer.FieldCount];
        answer.GetValues(row);
        return row;
    }
}
