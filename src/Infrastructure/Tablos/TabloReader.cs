using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Realtime;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tablos;

internal sealed class TabloReader(Database database) : ITabloReader
{
    private readonly LastRowQuery _lastRows = new();

    private readonly Func<XtabloDb, AccountId, IAsyncEnumerable<Found>> _list = EF.CompileAsyncQuery(
        (XtabloDb db, AccountId member) =>
            from participant in db.Set<Participant>()
            where participant.AccountId == member && participant.RemovedAtSequence == null
            join discussion in db.Set<Discussion>()
                on EF.Property<TabloId>(participant, DiscussionTables.TabloIdOf) equals discussion.TabloId
            from mark in db.Set<ReadMarkRow>()
                .Where(r => r.TabloId == discussion.TabloId && r.AccountId == member)
                .DefaultIfEmpty()
            let read = mark == null ? 0 : mark.Number
            let known = mark == null ? 0 : mark.Sequence
            select new Found(
                discussion.TabloId,
                discussion.Name,
                participant.Role,
                discussion.ArchivedAt != null,
                discussion.Epoch,
                discussion.Head,
                read,
                known,
                mark == null ? 0 : mark.Generation,
                // Counted, never stored: every change of the messages or the mark changes the count. What can be unread is as in
                // PageQueries.
                db.Set<Message>()
                    .Where(m => EF.Property<TabloId>(m, DiscussionTables.TabloIdOf) == discussion.TabloId && m.Number > read
                        && m.AuthorId != member && m.Kind == MessageKind.Message && m.DeletedAt == null)
                    .Take(TabloView.MostUnread)
                    .Count(),
                // An edit may call someone above the mark too. Two ranges, each with an index of its own.
                db.Set<MentionRow>()
                    .Where(m => m.TabloId == discussion.TabloId && m.AccountId == member && m.Number > read)
                    .Take(TabloView.MostUnread)
                    .Count()
                + db.Set<MentionRow>()
                    .Where(m => m.TabloId == discussion.TabloId && m.AccountId == member
                        && m.Sequence > known && m.Number <= read)
                    .Take(TabloView.MostUnread)
                    .Count()));

    public async Task<IReadOnlyList<TabloView>> ListAsync(AccountId member, CancellationToken ct)
    {
        await using var db = database.Open();
        var found = new List<Found>();
        await foreach (var tablo in _list(db, member).WithCancellation(ct))
        {
            found.Add(tablo);
        }

        return
        [
            .. found
                .OrderBy(t => t.Archived)
                .ThenBy(t => t.Name.Value, StringComparer.CurrentCultureIgnoreCase)
                .ThenBy(t => t.TabloId.Value)
                .Select(t => new TabloView(
                    t.TabloId, t.Name.Value, t.Role, t.Archived, t.Unread, Math.Min(t.Mentions, TabloView.MostUnread),
                    t.ReadMark, t.ReadSequence, t.Generation, new Cursor(t.Epoch, t.Head))),
        ];
    }

    public async Task<IReadOnlyDictionary<TabloId, LastRow>> LastRowsAsync(AccountId member, CancellationToken ct)
    {
        await using var db = database.Open();
        return await _lastRows.ReadAsync(db, member, ct);
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

    private sealed record Found(
        TabloId TabloId, TabloName Name, Role Role, bool Archived, Epoch Epoch, long Head, long ReadMark,
        long ReadSequence, long Generation, int Unread, int Mentions);
}
