using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Realtime;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tablos;

internal sealed class TabloReader(Database database) : ITabloReader
{
    public async Task<IReadOnlyList<TabloView>> ListAsync(AccountId member, CancellationToken ct)
    {
        await using var db = database.Open();
        var found = await (
            from participant in db.Participants
            where participant.AccountId == member && participant.RemovedAtSequence == null
            join discussion in db.Discussions
                on EF.Property<TabloId>(participant, DiscussionTables.TabloIdOf) equals discussion.TabloId
            join tablo in db.Tablos on discussion.TabloId equals tablo.Id
            let read = db.ReadMarks.Where(r => r.TabloId == tablo.Id && r.AccountId == member).Select(r => r.Number).FirstOrDefault()
            select new
            {
                tablo.Id,
                tablo.Name,
                participant.Role,
                Archived = discussion.ArchivedAt != null,
                discussion.Epoch,
                discussion.Head,
                // Counted, never stored: whatever changes the messages or the mark has changed the count.
                Unread = db.Messages.Count(m =>
                    EF.Property<TabloId>(m, DiscussionTables.TabloIdOf) == tablo.Id
                    && m.Number > read && m.Kind == MessageKind.Message && m.DeletedAt == null),
                Mentions = db.Mentions.Count(mention =>
                    mention.TabloId == tablo.Id && mention.AccountId == member
                    && db.Messages.Any(m => EF.Property<TabloId>(m, DiscussionTables.TabloIdOf) == tablo.Id
                        && m.Id == mention.MessageId && m.Number > read && m.DeletedAt == null)),
            }).ToListAsync(ct);
        return
        [
            .. found
                .OrderBy(t => t.Archived)
                .ThenBy(t => t.Name.Value, StringComparer.CurrentCultureIgnoreCase)
                .ThenBy(t => t.Id.Value)
                .Select(t => new TabloView(t.Id, t.Name.Value, t.Role, t.Archived, t.Unread, t.Mentions, new Cursor(t.Epoch, t.Head))),
        ];
    }
}
