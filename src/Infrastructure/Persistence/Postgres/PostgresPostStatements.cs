using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;

namespace Xtablo.Infrastructure.Persistence.Postgres;

/// <summary>The statements of a batch of posts. Each takes arrays: their number does not grow with that of the posts.</summary>
internal static class PostgresPostStatements
{
    // What follows in the transaction, with the checks of foreign keys, is planned once for a connection, not for every batch. A
    // plan that is made for an empty table must be good for a full one.
    private const string PlanningOnce =
        "set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)";

    private const string Locks = $"SELECT tablo_id, epoch, head, {PlanningOnce} FROM discussions WHERE tablo_id = ANY ($1)";

    public static void AddPlanningOnce(this NpgsqlBatch batch) => batch.Add($"SELECT {PlanningOnce}");

    public static void AddTimeouts(this NpgsqlBatch batch)
    {
        foreach (var statement in WriterTimeouts.AsStatements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        }
    }

    public static void AddLocks(this NpgsqlBatch batch, bool waits, Guid[] tablos)
    {
        if (waits)
        {
            batch.Add($"{Locks} ORDER BY tablo_id FOR UPDATE", tablos);
        }
        else
        {
            batch.Add($"{Locks} FOR UPDATE SKIP LOCKED", tablos);
        }
    }

    /// <summary>
    /// A statement of its own after the lock, so that it sees what was committed before the lock was had. Only one index has what
    /// it compares in this order; by equality, on an empty table, another seems as good, which would read a whole tablo.
    /// </summary>
    public static void AddKeys(this NpgsqlBatch batch, IReadOnlyCollection<PostKey> keys) => batch.Add(
        """
        SELECT found.*
        FROM unnest($1, $2, $3) AS asked (tablo_id, author_id, client_id)
        CROSS JOIN LATERAL (
            SELECT m.tablo_id, m.author_id, m.client_id FROM messages m
            WHERE (m.tablo_id, m.author_id, m.client_id) >= (asked.tablo_id, asked.author_id, asked.client_id)
            ORDER BY m.tablo_id, m.author_id, m.client_id LIMIT 1) AS found
        WHERE (found.tablo_id, found.author_id, found.client_id) = (asked.tablo_id, asked.author_id, asked.client_id)
        """,
        keys.Select(key => key.Tablo.Value).ToArray(),
        keys.Select(key => key.Author.Value).ToArray(),
        keys.Select(key => key.ClientId.Value).ToArray());

    public static void AddHeads(this NpgsqlBatch batch, IReadOnlyList<Addition> additions) => batch.Add(
        """
        UPDATE discussions SET head = added.head, last_number = added.last_number
        FROM unnest($1, $2, $3) AS added (tablo_id, head, last_number) WHERE discussions.tablo_id = added.tablo_id
        """,
        additions.Select(a => a.TabloId.Value).ToArray(),
        additions.Select(a => a.Head).ToArray(),
        additions.Select(a => a.LastNumber).ToArray());

    public static void AddEntries(this NpgsqlBatch batch, (Guid Tablo, LogEntry Row)[] entries) => batch.Add(
        """
        INSERT INTO log_entries (tablo_id, sequence, kind, message_id, actor_id, at)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
        """,
        Array.ConvertAll(entries, e => e.Tablo),
        Array.ConvertAll(entries, e => e.Row.Sequence),
        Array.ConvertAll(entries, e => e.Row.Kind.ToString()),
        Array.ConvertAll(entries, e => e.Row.MessageId.Value),
        Array.ConvertAll(entries, e => e.Row.ActorId.Value),
        Array.ConvertAll(entries, e => e.Row.At.UtcDateTime));

    public static void AddMessages(this NpgsqlBatch batch, (Guid Tablo, Message Row)[] messages) => batch.Add(
        """
        INSERT INTO messages (
            tablo_id, id, number, revision, text_revision, kind, author_id, author_name, client_id, posted_hash, body, posted_at,
            html, html_version, mentions, mentions_all, reply_to, quote, reactions, replies)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
        """,
        Array.ConvertAll(messages, m => m.Tablo),
        Array.ConvertAll(messages, m => m.Row.Id.Value),
        Array.ConvertAll(messages, m => m.Row.Number),
        Array.ConvertAll(messages, m => m.Row.Revision),
        Array.ConvertAll(messages, m => m.Row.TextRevision),
        Array.ConvertAll(messages, m => m.Row.Kind.ToString()),
        Array.ConvertAll(messages, m => m.Row.AuthorId!.Value.Value),
        Array.ConvertAll(messages, m => m.Row.AuthorName!),
        Array.ConvertAll(messages, m => m.Row.ClientId!.Value.Value),
        Array.ConvertAll(messages, m => m.Row.PostedHash!),
        Array.ConvertAll(messages, m => m.Row.Body!),
        Array.ConvertAll(messages, m => m.Row.PostedAt.UtcDateTime),
        Array.ConvertAll(messages, m => m.Row.Shown?.Html),
        Array.ConvertAll(messages, m => m.Row.Shown?.Version ?? 0),
        Array.ConvertAll(messages, m => JsonColumns.TextOf(m.Row.Shown?.Mentions ?? [])),
        Array.ConvertAll(messages, m => m.Row.Shown?.MentionsAll ?? false),
        Array.ConvertAll(messages, m => m.Row.ReplyTo?.Value),
        Array.ConvertAll(messages, m => JsonColumns.TextOf(m.Row.Quote)),
        Array.ConvertAll(messages, m => JsonColumns.TextOf(m.Row.Reactions)),
        Array.ConvertAll(messages, m => m.Row.Replies));

    public static void AddAnswers(this NpgsqlBatch batch, (Guid Tablo, Message Row)[] answered) => batch.Add(
        """
        UPDATE messages SET revision = answered.revision, reactions = answered.reactions, replies = answered.replies
        FROM unnest($1, $2, $3, $4, $5) AS answered (tablo_id, id, revision, reactions, replies)
        WHERE messages.tablo_id = answered.tablo_id AND messages.id = answered.id
        """,
        Array.ConvertAll(answered, m => m.Tablo),
        Array.ConvertAll(answered, m => m.Row.Id.Value),
        Array.ConvertAll(answered, m => m.Row.Revision),
        Array.ConvertAll(answered, m => JsonColumns.TextOf(m.Row.Reactions)),
        Array.ConvertAll(answered, m => m.Row.Replies));

    public static void AddMentions(
        this NpgsqlBatch batch, (Guid Tablo, Mentioned Row, AccountId Account)[] mentions) => batch.Add(
        """
        INSERT INTO mentions (tablo_id, account_id, message_id, number, sequence) SELECT * FROM unnest($1, $2, $3, $4, $5)
        """,
        Array.ConvertAll(mentions, m => m.Tablo),
        Array.ConvertAll(mentions, m => m.Account.Value),
        Array.ConvertAll(mentions, m => m.Row.MessageId.Value),
        Array.ConvertAll(mentions, m => m.Row.Number),
        Array.ConvertAll(mentions, m => m.Row.Sequence));

    public static void AddMarks(
        this NpgsqlBatch batch, (Guid Tablo, ReadMark Row)[] marks, (Guid Tablo, Message Row)[] posted) => batch.Add(
        """
        WITH dropped AS (
            DELETE FROM drafts d USING unnest($5, $6, $7) AS posted (tablo_id, account_id, client_id)
            WHERE d.tablo_id = posted.tablo_id AND d.account_id = posted.account_id AND d.client_id = posted.client_id)
        INSERT INTO read_marks (tablo_id, account_id, number, sequence) SELECT * FROM unnest($1, $2, $3, $4)
        ON CONFLICT (tablo_id, account_id) DO UPDATE SET number = excluded.number, sequence = excluded.sequence
        WHERE (excluded.number, excluded.sequence) > (read_marks.number, read_marks.sequence)
        """,
        Array.ConvertAll(marks, m => m.Tablo),
        Array.ConvertAll(marks, m => m.Row.AccountId.Value),
        Array.ConvertAll(marks, m => m.Row.Number),
        Array.ConvertAll(marks, m => m.Row.Sequence),
        Array.ConvertAll(posted, m => m.Tablo),
        Array.ConvertAll(posted, m => m.Row.AuthorId!.Value.Value),
        Array.ConvertAll(posted, m => m.Row.ClientId!.Value.Value));

    public static void Add(this NpgsqlBatch batch, [ConstantExpected] string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        batch.BatchCommands.Add(command);
    }
}
