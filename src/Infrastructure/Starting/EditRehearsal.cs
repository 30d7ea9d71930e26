using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Starting;

/// <summary>
/// Goes the way of an edit once, in a tablo that is never stored. Whoever edits first after a start would compile it while they
/// hold the lock of their discussion, and everybody else in it, at other nodes too, would wait for that.
/// </summary>
internal sealed class EditRehearsal(Database database, SingleChange single, TimeProvider time)
{
    /// <param name="account">One that exists.</param>
    public async Task RunAsync(AccountId account)
    {
        var (who, message, at) = (new Person(account, DisplayName.From("Somebody")), MessageId.New(), time.GetUtcNow());
        var tablo = Discussion.Open(TabloId.New(), TabloName.From("Rehearsal"), who, at);
        tablo.Post(who, ClientId.New(), MessageBody.From("A text"), message, at);

        await using var db = database.Open();
        await using var neverCommitted = await database.BeginWriteAsync(db, tablo.TabloId);
        db.Add(tablo);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        if (await database.LockAsync(db, tablo.TabloId) is { } locked)
        {
            await single.ApplyAsync(
                db, locked, Needs.Message(message) + Needs.Replies(message),
                discussion => discussion.Edit(account, message, MessageBody.From("Another text"), revision: null, at));
        }
    }
}
