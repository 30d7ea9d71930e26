using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Realtime;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tablos;

internal sealed class TabloReader(Database database) : ITabloReader
{
    public async Task<IReadOnlyList<TabloView>> ListAsync(AccountId member, CancellationToken ct)
    {
        await using var db = database.Open();
        var canBeUnread = DiscussionQueries.CanBeUnreadBy(member);
        var found = await (
            from participant in db.Participants
            where participant.AccountId == member && participant.RemovedAtSequence == null
            join discussion in db.Discussions
                on EF.Property<TabloId>(participant, DiscussionTables.TabloIdOf) equals discussion.TabloId
            let read = db.Set<ReadMarkRow>()
                .Where(r => r.TabloId == discussion.TabloId && r.AccountId == member)
                .Select(r => r.Number).FirstOrDefault()
            select new
            {
                discussion.TabloId,
                discussion.Name,
                participant.Role,
                Archived = discussion.ArchivedAt != null,
                discussion.Epoch,
                discussion.Head,
                ReadMark = read,
                // Counted, never stored: every change of the messages or the mark changes the count.
                Unread = db.Set<Message>().Where(canBeUnread).Count(m =>
                    EF.Property<TabloId>(m, DiscussionTables.TabloIdOf) == discussion.TabloId && m.Number > read),
            }).ToListAsync(ct);
        return
        [
            .. found
                .OrderBy(t => t.Archived)
                .ThenBy(t => t.Name.Value, StringComparer.CurrentCultureIgnoreCase)
                .ThenBy(t => t.TabloId.Value)
                .Select(t => new TabloView(
                    t.TabloId, t.Name.Value, t.Role, t.Archived, t.Unread, t.ReadMark, new Cursor(t.Epoch, t.Head))),
        ];
    }

    public async Task<IReadOnlyList<TabloId>> ListCalledOtherwiseAsync(
        AccountId member, DisplayName name, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Participants
            .Where(p => p.AccountId == member && p.RemovedAtSequence == null && p.Name != name)
            .Select(p => EF.Property<TabloId>(p, DiscussionTables.TabloIdOf))
            .ToListAsync(ct);
    }

    public async Task<int> CountOwnedAsync(AccountId owner, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Participants.CountAsync(
            p => p.AccountId == owner && p.Role == Role.Owner && p.RemovedAtSequence == null, ct);
    }
}
