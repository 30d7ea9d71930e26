using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tablos;

/// <summary>One row a tablo, by its number: numbers have no gaps, and a discussion knows its last.</summary>
internal sealed class LastRowQuery
{
    private readonly Func<XtabloDb, AccountId, IAsyncEnumerable<FoundLast>> _query = EF.CompileAsyncQuery(
        (XtabloDb db, AccountId member) =>
            from participant in db.Set<Participant>().AsNoTracking()
            where participant.AccountId == member && participant.RemovedAtSequence == null
            join discussion in db.Set<Discussion>()
                on EF.Property<TabloId>(participant, DiscussionTables.TabloIdOf) equals discussion.TabloId
            from last in db.Set<Message>()
                .Where(m => EF.Property<TabloId>(m, DiscussionTables.TabloIdOf) == discussion.TabloId
                    && m.Number == discussion.LastNumber)
                .DefaultIfEmpty()
            select new FoundLast(discussion.TabloId, discussion.CreatedAt, last));

    public async Task<IReadOnlyDictionary<TabloId, LastRow>> ReadAsync(XtabloDb db, AccountId member, CancellationToken ct)
    {
        var found = new Dictionary<TabloId, LastRow>();
        await foreach (var (tablo, createdAt, last) in _query(db, member).WithCancellation(ct))
        {
            found.Add(tablo, new LastRow(last?.PostedAt ?? createdAt, last?.RowIn(tablo)));
        }

        return found;
    }

    private sealed record FoundLast(TabloId TabloId, DateTimeOffset CreatedAt, Message? Last);
}
