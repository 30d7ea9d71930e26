using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Xtablo.Infrastructure.Persistence;

/// <summary>
/// Asks the database past Entity Framework, which would first learn all tables: that takes a start a third of a second, and a
/// doctor has few of them, perhaps on a busy machine.
/// </summary>
internal static class Question
{
    /// <summary>Returns the first row; null when there is none.</summary>
    public static async Task<object[]?> AskAsync(this DbConnection open, [ConstantExpected] string sql, CancellationToken ct) =>
        await open.AskAllAsync(sql, ct) is [var first, ..] ? first : null;

    public static async Task<IReadOnlyList<object[]>> AskAllAsync(
        this DbConnection open, [ConstantExpected] string sql, CancellationToken ct)
    {
        await using var question = open.CreateCommand();
        question.CommandText = sql;
        await using var answer = await question.ExecuteReaderAsync(ct);
        var rows = new List<object[]>();
        while (await answer.ReadAsync(ct))
        {
            var row = new object[answer.FieldCount];
            answer.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
