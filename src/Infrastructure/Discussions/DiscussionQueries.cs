using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Discussions;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

/// <summary>Queries shared by several readers.</summary>
internal static class DiscussionQueries
{
    /// <summary>The discussions that an account takes part in now: every query for what a member may see begins here.</summary>
    public static IQueryable<Discussion> DiscussionsOf(this XtabloDb db, AccountId member) => db.Discussions.Where(d =>
        db.Set<Participant>().Any(p =>
            EF.Property<TabloId>(p, DiscussionTables.TabloIdOf) == d.TabloId
            && p.AccountId == member
            && p.RemovedAtSequence == null));

    public static IQueryable<Message> MessagesOf(this XtabloDb db, TabloId tabloId) =>
        db.Messages.Where(m => EF.Property<TabloId>(m, DiscussionTables.TabloIdOf) == tabloId);

    /// <summary>
    /// The memberships among those asked for that exist, in one query. The result may include other pairs of the same tablos
    /// and accounts.
    /// </summary>
    public static async Task<Dictionary<(TabloId Tablo, AccountId Account), Membership>> MembershipsAsync(
        this XtabloDb db, IReadOnlyCollection<(TabloId Tablo, AccountId Account)> asked, CancellationToken ct)
    {
        TabloId[] tablos = [.. asked.Select(key => key.Tablo).Distinct()];
        AccountId[] accounts = [.. asked.Select(key => key.Account).Distinct()];
        var found = await db.MembershipsIn(db.Discussions.Where(d => tablos.Contains(d.TabloId)), accounts).ToListAsync(ct);
        return found.ToDictionary(each => (each.Tablo, each.Account), each => each.Membership);
    }

    /// <summary>All memberships of these accounts, in one query.</summary>
    public static Task<List<(TabloId Tablo, AccountId Account, Membership Membership)>> MembershipsOfAsync(
        this XtabloDb db, IReadOnlyCollection<AccountId> accounts) =>
        db.MembershipsIn(db.Discussions, [.. accounts]).ToListAsync();

    private static IQueryable<(TabloId Tablo, AccountId Account, Membership Membership)> MembershipsIn(
        this XtabloDb db, IQueryable<Discussion> discussions, AccountId[] accounts) =>
        from participant in db.Participants
        join discussion in discussions
            on EF.Property<TabloId>(participant, DiscussionTables.TabloIdOf) equals discussion.TabloId
        where participant.RemovedAtSequence == null && accounts.Contains(participant.AccountId)
        select new ValueTuple<TabloId, AccountId, Membership>(
            discussion.TabloId,
            participant.AccountId,
            new Membership(
                participant.Role,
                participant.AdmittedAtSequence,
                new Cursor(discussion.Epoch, discussion.Head),
                discussion.ArchivedAt != null));
}
