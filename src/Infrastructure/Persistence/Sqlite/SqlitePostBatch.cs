using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Persistence.Sqlite;

/// <summary>To be begun in the turn of the one writer; disposing it ends the turn.</summary>
internal sealed class SqlitePostBatch(SqlitePosts posts, Func<XtabloDb> open) : PostBatch
{
    private bool _hasFailed = true; // until it is known to have gone well

    public void Begin(IEnumerable<PostKey> keys)
    {
        var statements = posts.Statements;
        statements.Begin();
        foreach (var key in keys)
        {
            if (statements.Find(key) is var (head, isRepeat))
            {
                Heads[key.Tablo] = head;
                if (isRepeat)
                {
                    Repeats.Add(key);
                }
            }
        }

        _hasFailed = false;
    }

    public override async Task<List<Discussion>> ReadAsync(TabloId[] tablos)
    {
        await using var db = open();
        return await db.DiscussionsWithParticipantsAsync(tablos);
    }

    public override async Task<List<Message>> ReadAsync(TabloId tablo, MessageId[] messages)
    {
        await using var db = open();
        return await db.MessagesAsync(tablo, messages);
    }

    public override Task CommitAsync(IReadOnlyList<Addition> additions)
    {
        _hasFailed = true;
        foreach (var addition in additions)
        {
            posts.Statements.Add(addition);
        }

        posts.Statements.Commit();
        _hasFailed = false;
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        posts.End(_hasFailed);
        return ValueTask.CompletedTask;
    }
}
