using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Persistence.Sqlite;

namespace Xtablo.Infrastructure.Search;

/// <summary>Each statement takes all its rows as JSON: a call for each row costs more than storing it.</summary>
internal sealed class SqliteSearchRows : SearchRows
{
    public override Task AddAsync(XtabloDb db, TabloId tablo, IndexAddition addition)
    {
        var key = SqliteDb.ShortKeyOf(tablo);
        Run(
            db,
            "INSERT INTO search_terms (tablo_id, id, term) SELECT $0, value ->> 0, value ->> 1 FROM json_each($1)",
            key, addition.Terms.Select(term => new object[] { term.Id, term.Term }));
        Run(
            db,
            """
            INSERT OR IGNORE INTO search_endings (tablo_id, ending, term_id)
            SELECT $0, value ->> 0, value ->> 1 FROM json_each($1)
            """,
            key, addition.Endings.Select(ending => new object[] { ending.Ending, ending.Id }));
        Run(
            db,
            """
            INSERT INTO search_postings (tablo_id, term_id, number)
            SELECT $0, value ->> 0, value ->> 1 FROM json_each($1)
            """,
            key,
            addition.Messages.SelectMany(m => m.Ids, (m, id) => (id, m.Number)).Order() // in the order of the key
                .Select(posting => new object[] { posting.id, posting.Number }));
        Run(
            db,
            """
            INSERT INTO searched_messages (tablo_id, number, terms)
            SELECT $0, value ->> 0, unhex(value ->> 1) FROM json_each($1)
            """,
            key,
            addition.Messages.Select(message => new object[]
            {
                message.Number, Convert.ToHexString(TermIds.Packed(message.Ids)),
            }));
        return Task.CompletedTask;
    }

    private static void Run(XtabloDb db, [ConstantExpected] string sql, byte[] key, IEnumerable<object[]> rows)
    {
        using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        command.CommandText = sql;
        command.Transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        command.Parameters.AddWithValue("$0", key);
        command.Parameters.AddWithValue("$1", JsonSerializer.Serialize(rows));
        command.ExecuteNonQuery();
    }
}
