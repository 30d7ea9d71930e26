using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Persistence.Postgres;

/// <summary>Two round trips: what is there, and what is stored with the commit.</summary>
/// <param name="db">Brings a live connection; disposed with this.</param>
/// <param name="turn">Released with this; null for none.</param>
/// <param name="isDirect">
/// Prepares statements: not behind a pooler, which may lead each transaction to another connection, and knows no time-outs.
/// </param>
internal sealed class PostgresPostBatch(PostgresDb db, bool isDirect, SemaphoreSlim? turn) : PostBatch
{
    private bool _isOpen;

    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    public async Task BeginAsync(IReadOnlyCollection<PostKey> keys, bool waits)
    {
        await db.Database.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(Connection);
        batch.Add("BEGIN ISOLATION LEVEL READ COMMITTED");
        if (!isDirect)
        {
            batch.AddTimeouts();
        }

        batch.AddLocks(waits, keys.Select(key => key.Tablo.Value).Distinct().ToArray());
        batch.AddKeys(keys);
        _isOpen = true;
        await using var rows = await RunAsync(batch);
        while (await rows.ReadAsync())
        {
            Heads[new TabloId(rows.GetGuid(0))] = new Cursor(new Epoch(rows.GetString(1)), rows.GetInt64(2));
        }

        await rows.NextResultAsync();
        while (await rows.ReadAsync())
        {
            Repeats.Add(new PostKey(new TabloId(rows.GetGuid(0)), new AccountId(rows.GetGuid(1)), new ClientId(rows.GetGuid(2))));
        }
    }

    // On the same connection, and so in the same transaction.
    public override Task<List<Discussion>> ReadAsync(TabloId[] tablos) => db.DiscussionsWithParticipantsAsync(tablos);

    // Here and where they are stored again two indexes would do: which one is good depends on the tablo.
    public override async Task<List<Message>> ReadAsync(TabloId tablo, MessageId[] messages)
    {
        await db.Database.ExecuteSqlAsync($"SET LOCAL plan_cache_mode = force_custom_plan");
        return await db.MessagesAsync(tablo, messages);
    }

    public override async Task RehearseAsync()
    {
        await using var batch = new NpgsqlBatch(Connection);
        batch.AddPlanningOnce();
        batch.AddHeads([]);
        batch.AddEntries([]);
        batch.AddMessages([]);
        batch.AddMarks([], []);
        await using var rows = await RunAsync(batch);
    }

    public override async Task CommitAsync(IReadOnlyList<Addition> additions)
    {
        await using var batch = new NpgsqlBatch(Connection);
        batch.AddHeads(additions);
        batch.AddEntries([.. additions.SelectMany(a => a.Entries, (a, entry) => (a.TabloId.Value, entry))]);
        (Guid, Message)[] messages = [.. additions.SelectMany(a => a.Messages, (a, message) => (a.TabloId.Value, message))];
        if (messages.Length > 0)
        {
            batch.AddMessages(messages);
        }

        (Guid, Message)[] answered = [.. additions.SelectMany(a => a.Answered, (a, message) => (a.TabloId.Value, message))];
        if (answered.Length > 0)
        {
            batch.AddAnswers(answered);
        }

        (Guid, Mentioned, AccountId)[] mentions =
            [.. additions.SelectMany(a => a.Mentioned.SelectMany(m => m.Accounts, (m, who) => (a.TabloId.Value, m, who)))];
        if (mentions.Length > 0)
        {
            batch.AddMentions(mentions);
        }

        (Guid, ReadMark)[] marks = [.. additions.SelectMany(a => a.ReadMarks, (a, mark) => (a.TabloId.Value, mark))];
        if (marks.Length + messages.Length > 0)
        {
            batch.AddMarks(marks, messages);
        }

        batch.Add("COMMIT");
        await using var rows = await RunAsync(batch);
        while (await rows.NextResultAsync()) // throws when a statement failed, and the commit with it
        {
        }

        _isOpen = false;
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            if (_isOpen && Connection.State is System.Data.ConnectionState.Open)
            {
                await using var batch = new NpgsqlBatch(Connection);
                batch.Add("ROLLBACK");
                await batch.ExecuteNonQueryAsync();
            }
        }
        finally
        {
            await EndAsync();
        }
    }

    private async Task EndAsync()
    {
        try
        {
            await db.Database.CloseConnectionAsync(); // as it was opened: the pool of contexts tells no interceptor
        }
        finally
        {
            await db.DisposeAsync();
            turn?.Release();
        }
    }

    private async Task<NpgsqlDataReader> RunAsync(NpgsqlBatch batch)
    {
        if (isDirect)
        {
            await batch.PrepareAsync(); // nothing is sent for what this connection has prepared before
        }

        return await batch.ExecuteReaderAsync();
    }
}
