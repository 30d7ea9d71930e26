using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tablos;

internal sealed class Tablos(Database database, DomainEventDispatcher dispatcher) : ITablos
{
    public async Task AddAsync(Tablo tablo, Discussion discussion, CancellationToken ct)
    {
        await using var db = database.Open();
        await using (var write = await database.BeginWriteAsync(db))
        {
            db.AddRange(tablo, discussion);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync();
        }

        await dispatcher.DispatchAsync(tablo.TakeEvents());
    }

    public async Task<bool> ChangeAsync(TabloId id, AccountId by, Action<Tablo, Participant> change, CancellationToken ct)
    {
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db, id);
        var tablo = await db.Tablos.SingleOrDefaultAsync(t => t.Id == id, ct);
        var participant = await db.Participants.SingleOrDefaultAsync(
            p => EF.Property<TabloId>(p, DiscussionTables.TabloIdOf) == id && p.AccountId == by && p.RemovedAtSequence == null, ct);
        if (tablo is null || participant is null)
        {
            return false;
        }

        change(tablo, participant);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync();
        await dispatcher.DispatchAsync(tablo.TakeEvents());
        return true;
    }
}
