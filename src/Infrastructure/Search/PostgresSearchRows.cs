using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Search;

/// <summary>Each statement takes arrays: their number does not grow with that of the rows.</summary>
internal sealed class PostgresSearchRows : SearchRows
{
    public override async Task AddAsync(XtabloDb db, TabloId tablo, IndexAddition addition)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
        Add(
            batch, "INSERT INTO search_terms (tablo_id, id, term) SELECT $1, * FROM unnest($2, $3)", tablo.Value,
            addition.Terms.Select(term => term.Id).ToArray(),
            addition.Terms.Select(term => term.Term).ToArray());
        Add(
            batch,
            """
            INSERT INTO search_endings (tablo_id, ending, term_id) SELECT $1, * FROM unnest($2, $3) ON CONFLICT DO NOTHING
            """,
            tablo.Value,
            addition.Endings.Select(ending => ending.Ending).ToArray(),
            addition.Endings.Select(ending => ending.Id).ToArray());
        (long Id, long Number)[] postings =
            [.. addition.Messages.SelectMany(m => m.Ids, (m, id) => (id, m.Number)).Order()]; // in the order of the key
        Add(
            batch, "INSERT INTO search_postings (tablo_id, term_id, number) SELECT $1, * FROM unnest($2, $3)", tablo.Value,
            Array.ConvertAll(postings, posting => posting.Id),
            Array.ConvertAll(postings, posting => posting.Number));
        Add(
            batch, "INSERT INTO searched_messages (tablo_id, number, terms) SELECT $1, * FROM unnest($2, $3)", tablo.Value,
            addition.Messages.Select(message => message.Number).ToArray(),
            addition.Messages.Select(message => TermIds.Packed(message.Ids)).ToArray());
        await batch.ExecuteNonQueryAsync();
    }

    private static void Add(NpgsqlBatch batch, [ConstantExpected] string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        batch.BatchCommands.Add(command);
    }
}
