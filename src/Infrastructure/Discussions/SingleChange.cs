using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

/// <summary>A change in a transaction of its own, of any kind: what it alters the context finds out.</summary>
internal sealed class SingleChange(
    Database database, DomainEventDispatcher dispatcher, ITextIndex index, TimeProvider time)
{
    /// <param name="since">When it began to wait: a timestamp.</param>
    /// <exception cref="TimeoutException">It waited too long, here or before; it was not begun.</exception>
    public async Task<T?> ChangeAsync<T>(TabloId tabloId, Needs needs, long since, Func<Discussion, T> change)
        where T : class
    {
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db, tabloId);
        GiveUpWhatWaitedTooLong(since); // before it holds others up for nobody
        if (await database.LockAsync(db, tabloId) is not { } discussion)
        {
            return null;
        }

        GiveUpWhatWaitedTooLong(since);

        // Only now, under the lock: anything read earlier may be out of date when the change is applied.
        var result = await ApplyAsync(db, discussion, needs, change);
        await write.CommitAsync();

        // Before the next writer's turn, so that streams hear of the changes in their order.
        await dispatcher.DispatchAsync(discussion.TakeEvents());
        return result;
    }

    /// <summary>Reads what the change needs, and stores what it alters, in the transaction that the context is in.</summary>
    public async Task<T> ApplyAsync<T>(XtabloDb db, Discussion locked, Needs needs, Func<Discussion, T> change)
    {
        await LoadAsync(db, locked.TabloId, needs);
        var result = change(locked);
        await StoreAsync(db, locked, needs);
        return result;
    }

    /// <summary>Its caller is about to give up, and may ask for the contrary.</summary>
    private void GiveUpWhatWaitedTooLong(long since)
    {
        if (time.GetElapsedTime(since) > Database.Patience)
        {
            throw new TimeoutException("The writers before this one took too long.");
        }
    }

    private async Task StoreAsync(XtabloDb db, Discussion discussion, Needs needs)
    {
        if (discussion.IsDeleted)
        {
            await index.ForgetAsync(db, discussion.TabloId);
            await db.DeleteDiscussionAsync(discussion.TabloId);
            return;
        }

        var rewritten = RewrittenIn(db);
        await db.SaveChangesAsync();
        if (rewritten.Count > 0)
        {
            await index.ForgetAsync(db, discussion.TabloId, rewritten);
        }

        foreach (var mark in discussion.MovedReadMarks)
        {
            await ReadMarks.MoveForwardAsync(db, discussion.TabloId, mark);
        }

        foreach (var mentioned in discussion.Mentioned)
        {
            await db.StoreMentionsAsync(discussion.TabloId, mentioned);
        }

        foreach (var (author, clientId) in needs.Posts)
        {
            await Drafts.Of(db, discussion.TabloId, author, clientId).ExecuteDeleteAsync();
        }
    }

    /// <summary>Returns the numbers of the messages that had another text before this change, or have none any more.</summary>
    private static List<long> RewrittenIn(XtabloDb db) =>
    [
        .. db.ChangeTracker.Entries<Message>()
            .Where(message => message.State is EntityState.Modified
                && message.Property(m => m.TextRevision).IsModified)
            .Select(message => message.Entity.Number),
    ];

    /// <summary>Loads what a change needs into the aggregate: the context fills its lists.</summary>
    private static async Task LoadAsync(XtabloDb db, TabloId tabloId, Needs needs)
    {
        await db.Participants.Where(p => EF.Property<TabloId>(p, DiscussionTables.TabloIdOf) == tabloId).LoadAsync();
        var messages = db.MessagesOf(tabloId);
        foreach (var (author, clientId) in needs.Posts)
        {
            await messages.Where(m => m.AuthorId == author && m.ClientId == clientId).LoadAsync();
        }

        MessageId[] needed = [.. needs.Messages, .. needs.Answered];
        if (needed.Length > 0)
        {
            await messages.Where(m => needed.Contains(m.Id)).LoadAsync();
        }

        if (needs.RepliesTo.Count > 0)
        {
            await messages.Where(m => m.ReplyTo != null && needs.RepliesTo.Contains(m.ReplyTo.Value)).LoadAsync();
        }

        if (needs.Invitations.Count > 0)
        {
            await db.Invitations
                .Where(i => EF.Property<TabloId>(i, DiscussionTables.TabloIdOf) == tabloId && needs.Invitations.Contains(i.Id))
                .LoadAsync();
        }
    }
}
