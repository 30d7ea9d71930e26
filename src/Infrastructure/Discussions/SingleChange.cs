using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

/// <summary>A change in a transaction of its own, of any kind: what it alters the context finds out.</summary>
internal sealed class SingleChange(Database database, DomainEventDispatcher dispatcher)
{
    public async Task<T?> ChangeAsync<T>(TabloId tabloId, Needs needs, Func<Discussion, T> change)
        where T : class
    {
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db, tabloId);
        if (await database.LockAsync(db, tabloId) is not { } discussion)
        {
            return null;
        }

        // Only now, under the lock: anything read earlier may be out of date when the change is applied.
        await LoadAsync(db, tabloId, needs);
        var result = change(discussion);
        await StoreAsync(db, discussion, needs);
        await write.CommitAsync();

        // Before the next writer's turn, so that streams hear of the changes in their order.
        await dispatcher.DispatchAsync(discussion.TakeEvents());
        return result;
    }

    private static async Task StoreAsync(XtabloDb db, Discussion discussion, Needs needs)
    {
        if (discussion.IsDeleted)
        {
            await db.DeleteDiscussionAsync(discussion.TabloId);
            return;
        }

        await db.SaveChangesAsync();
        foreach (var mark in discussion.MovedReadMarks)
        {
            await ReadMarks.MoveForwardAsync(db, discussion.TabloId, mark);
        }

        foreach (var (author, clientId) in needs.Posts)
        {
            await Drafts.Of(db, discussion.TabloId, author, clientId).ExecuteDeleteAsync();
        }
    }

    /// <summary>Loads what a change needs into the aggregate: the context fills its lists.</summary>
    private static async Task LoadAsync(XtabloDb db, TabloId tabloId, Needs needs)
    {
        await db.Participants.Where(p => EF.Property<TabloId>(p, DiscussionTables.TabloIdOf) == tabloId).LoadAsync();
        var messages = db.MessagesOf(tabloId);
        foreach (var (author, clientId) in needs.Posts)
        {
            await messages.Where(m => m.AuthorId == author && m.ClientId == clientId).LoadAsync();
        }

        if (needs.Messages.Count > 0)
        {
            await messages.Where(m => needs.Messages.Contains(m.Id)).LoadAsync();
        }

        if (needs.Invitations.Count > 0)
        {
            await db.Invitations
                .Where(i => EF.Property<TabloId>(i, DiscussionTables.TabloIdOf) == tabloId && needs.Invitations.Contains(i.Id))
                .LoadAsync();
        }
    }
}
