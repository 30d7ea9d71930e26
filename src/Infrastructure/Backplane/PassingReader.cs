using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Backplane;

/// <summary>Reads of whom it may be told that they are here, and that they write.</summary>
internal sealed class PassingReader(Database database)
{
    /// <summary>
    /// Returns those of the rings' people who are members and do not hide, by tablo and account; by no tablo those who were
    /// rung for in all, and do not hide.
    /// </summary>
    public async Task<IReadOnlyDictionary<(TabloId Tablo, AccountId Account), (Person Person, bool MayWrite)>> ReadAsync(
        IReadOnlyList<Ring> rings, CancellationToken ct)
    {
        TabloId[] tablos = [.. rings.Select(ring => new TabloId(ring.Place)).Distinct()];
        AccountId[] accounts = [.. rings.Select(ring => new AccountId(ring.Subject)).Distinct()];
        await using var db = database.Open();
        var shown = db.Accounts.Where(a => accounts.Contains(a.Id) && a.DisabledAt == null && !a.Preferences.HidesPresence);
        var (participants, discussions) = (db.Participants, db.Discussions);
        var found = await (
            from account in shown
            join participant in participants on account.Id equals participant.AccountId
            join discussion in discussions
                on EF.Property<TabloId>(participant, DiscussionTables.TabloIdOf) equals discussion.TabloId
            where tablos.Contains(discussion.TabloId) && participant.RemovedAtSequence == null
            select new { discussion.TabloId, account.Id, account.Name, IsArchived = discussion.ArchivedAt != null })
            .ToDictionaryAsync(
                each => (each.TabloId, each.Id), each => (new Person(each.Id, each.Name), MayWrite: !each.IsArchived), ct);
        if (tablos.Contains(default))
        {
            foreach (var account in await shown.Select(a => new Person(a.Id, a.Name)).ToListAsync(ct))
            {
                found.Add((default, account.Id), (account, MayWrite: false));
            }
        }

        return found;
    }
}
