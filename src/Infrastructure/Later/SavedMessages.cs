using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Later;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Later.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Later;

internal sealed class SavedMessages(Database database) : ISavedMessages
{
    private readonly Func<XtabloDb, AccountId, IAsyncEnumerable<SavedMark>> _marks = EF.CompileAsyncQuery(
        (XtabloDb db, AccountId member) =>
            from saved in db.Set<SavedMessageRow>()
            join participant in db.Set<Participant>()
                on new { saved.TabloId, saved.AccountId }
                equals new { TabloId = EF.Property<TabloId>(participant, DiscussionTables.TabloIdOf), participant.AccountId }
            where saved.AccountId == member && participant.RemovedAtSequence == null
            select new SavedMark(saved.TabloId, saved.MessageId, saved.RemindAt));

    public async Task<bool> SaveAsync(TabloId tablo, AccountId member, MessageId message, Saving saving, CancellationToken ct)
    {
        try
        {
            return await SaveAsync(tablo, member, message, saving);
        }
        catch (DbUpdateException failure) when (failure.InnerException is DbException inner && database.IsDuplicateKey(inner))
        {
            return await SaveAsync(tablo, member, message, saving); // another node saved it meanwhile, so it is there now
        }
    }

    public async Task TakeOffAsync(TabloId tablo, AccountId member, MessageId message, CancellationToken ct)
    {
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db, tablo);
        await Of(db, tablo, member, message).ExecuteDeleteAsync(CancellationToken.None);
        await write.CommitAsync();
    }

    public async Task<IReadOnlyList<SavedMark>> MarksAsync(AccountId member, CancellationToken ct)
    {
        await using var db = database.Open();
        var marks = new List<SavedMark>();
        await foreach (var mark in _marks(db, member).WithCancellation(ct))
        {
            marks.Add(mark);
        }

        return marks;
    }

    public async Task<IReadOnlyList<SavedMessage>> ListAsync(AccountId member, int skip, int take, CancellationToken ct)
    {
        await using var db = database.Open();
        var found = await (
            from saved in db.Set<SavedMessageRow>()
            join discussion in db.DiscussionsOf(member) on saved.TabloId equals discussion.TabloId
            join message in db.Messages
                on new { saved.TabloId, saved.MessageId }
                equals new { TabloId = EF.Property<TabloId>(message, DiscussionTables.TabloIdOf), MessageId = message.Id }
            where saved.AccountId == member
            orderby saved.RemindAt == null, saved.RemindAt, saved.SavedAt descending, saved.MessageId
            select new { saved.TabloId, discussion.Name, saved.RemindAt, Message = message })
            .AsNoTracking()
            .Skip(skip)
            .Take(take)
            .ToListAsync(ct);
        return [.. found.Select(each => new SavedMessage(each.Message.RowIn(each.TabloId), each.Name.Value, each.RemindAt))];
    }

    /// <summary>In a turn of its own, in which this node writes nothing else of this tablo.</summary>
    private async Task<bool> SaveAsync(TabloId tablo, AccountId member, MessageId message, Saving saving)
    {
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db, tablo);
        var theirs = db.DiscussionsOf(member);
        if (!await theirs.AnyAsync(discussion => discussion.TabloId == tablo, CancellationToken.None))
        {
            return false;
        }

        var changed = await Of(db, tablo, member, message).ExecuteUpdateAsync(
            row => row.SetProperty(saved => saved.RemindAt, saved => saving.RemindAt ?? saved.RemindAt), CancellationToken.None);
        if (changed == 0)
        {
            var count = await db.Set<SavedMessageRow>().CountAsync(
                saved => saved.AccountId == member && theirs.Any(discussion => discussion.TabloId == saved.TabloId),
                CancellationToken.None);
            if (count >= ISavedMessages.Most)
            {
                throw new RefusedException("later.too-many", null, ISavedMessages.Most);
            }

            db.Add(new SavedMessageRow
            {
                TabloId = tablo,
                AccountId = member,
                MessageId = message,
                SavedAt = saving.At,
                RemindAt = saving.RemindAt,
            });
            await db.SaveChangesAsync(CancellationToken.None);
        }

        await write.CommitAsync();
        return true;
    }

    private static IQueryable<SavedMessageRow> Of(XtabloDb db, TabloId tablo, AccountId member, MessageId message) =>
        db.Set<SavedMessageRow>().Where(saved =>
            saved.TabloId == tablo && saved.AccountId == member && saved.MessageId == message);
}
