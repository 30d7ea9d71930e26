using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;

namespace Xtablo.Infrastructure.Persistence.Sqlite;

/// <summary>A connection that stores posts, with its statements prepared. Of one writer at a time.</summary>
internal sealed class SqlitePostStatements : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollBack;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _addEntry;
    private readonly SqliteCommand _addMessage;
    private readonly SqliteCommand _answer;
    private readonly SqliteCommand _addMention;
    private readonly SqliteCommand _moveMark;
    private readonly SqliteCommand _dropDraft;
    private readonly SqliteCommand _moveHead;

    public SqlitePostStatements(string connectionString)
    {
        // Of no pool: closing it ends whatever it has begun.
        var alone = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        _connection = new SqliteConnection(alone.ConnectionString);
        _connection.Open();
        SecureDeletion.TurnOn(_connection);
        _begin = Prepared("BEGIN IMMEDIATE"); // the write lock first, so that no read in it can grow stale
        _commit = Prepared("COMMIT");
        _rollBack = Prepared("ROLLBACK");
        _find = Prepared(
            """
            SELECT epoch, head, EXISTS (SELECT 1 FROM messages WHERE tablo_id = $1 AND author_id = $2 AND client_id = $3)
            FROM discussions WHERE tablo_id = $1
            """, 3);
        _addEntry = Prepared(
            "INSERT INTO log_entries (tablo_id, sequence, kind, message_id, actor_id, at) VALUES ($1, $2, $3, $4, $5, $6)", 6);
        _addMessage = Prepared(
            """
            INSERT INTO messages (
                tablo_id, id, number, revision, text_revision, kind,
                author_id, author_name, client_id, posted_hash, body, posted_at, html, html_version, mentions, mentions_all,
                reply_to, quote, reactions, replies)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
            """, 20);
        _answer = Prepared("UPDATE messages SET revision = $3, reactions = $4, replies = $5 WHERE tablo_id = $1 AND id = $2", 5);
        _addMention = Prepared(
            "INSERT INTO mentions (tablo_id, account_id, message_id, number, sequence) VALUES ($1, $2, $3, $4, $5)", 5);
        _moveMark = Prepared(
            """
            INSERT INTO read_marks (tablo_id, account_id, number, sequence) VALUES ($1, $2, $3, $4)
            ON CONFLICT (tablo_id, account_id) DO UPDATE SET number = excluded.number, sequence = excluded.sequence
            WHERE (excluded.number, excluded.sequence) > (read_marks.number, read_marks.sequence)
            """, 4);
        _dropDraft = Prepared("DELETE FROM drafts WHERE tablo_id = $1 AND account_id = $2 AND client_id = $3", 3);
        _moveHead = Prepared("UPDATE discussions SET head = $2, last_number = $3 WHERE tablo_id = $1", 3);
    }

    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    /// <summary>SQLite may have rolled back by itself, as on a full disk.</summary>
    public void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            _rollBack.ExecuteNonQuery();
        }
    }

    /// <summary>Returns null when there is no such discussion.</summary>
    public (Cursor Head, bool IsRepeat)? Find(PostKey key)
    {
        Set(_find, key.Tablo.Value, key.Author.Value, key.ClientId.Value);
        using var row = _find.ExecuteReader();
        return row.Read() ? (new Cursor(new Epoch(row.GetString(0)), row.GetInt64(1)), row.GetBoolean(2)) : null;
    }

    public void Add(Addition addition)
    {
        var tablo = addition.TabloId.Value;
        foreach (var entry in addition.Entries)
        {
            Run(
                _addEntry, tablo, entry.Sequence, $"{entry.Kind}", entry.MessageId.Value, entry.ActorId.Value,
                Conversions.MicrosecondsOf(entry.At));
        }

        foreach (var message in addition.Messages)
        {
            Run(
                _addMessage, tablo, message.Id.Value, message.Number, message.Revision, message.TextRevision, $"{message.Kind}",
                message.AuthorId!.Value.Value, message.AuthorName!, message.ClientId!.Value.Value, message.PostedHash!,
                message.Body!, Conversions.MicrosecondsOf(message.PostedAt), message.Shown?.Html ?? (object)DBNull.Value,
                message.Shown?.Version ?? 0, JsonColumns.TextOf(message.Shown?.Mentions ?? []),
                message.Shown?.MentionsAll ?? false, message.ReplyTo?.Value ?? (object)DBNull.Value,
                JsonColumns.TextOf(message.Quote) ?? (object)DBNull.Value, JsonColumns.TextOf(message.Reactions),
                message.Replies);
            Run(_dropDraft, tablo, message.AuthorId!.Value.Value, message.ClientId!.Value.Value);
        }

        foreach (var message in addition.Answered)
        {
            Run(_answer, tablo, message.Id.Value, message.Revision, JsonColumns.TextOf(message.Reactions), message.Replies);
        }

        foreach (var mentioned in addition.Mentioned)
        {
            foreach (var account in mentioned.Accounts)
            {
                Run(_addMention, tablo, account.Value, mentioned.MessageId.Value, mentioned.Number, mentioned.Sequence);
            }
        }

        foreach (var mark in addition.ReadMarks)
        {
            Run(_moveMark, tablo, mark.AccountId.Value, mark.Number, mark.Sequence);
        }

        Run(_moveHead, tablo, addition.Head, addition.LastNumber);
    }

    public void Dispose() => _connection.Dispose(); // with its commands

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        Set(command, values);
        command.ExecuteNonQuery();
    }

    private static void Set(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }
    }

    private SqliteCommand Prepared([ConstantExpected] string sql, int parameters = 0)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        }

        return command;
    }
}
