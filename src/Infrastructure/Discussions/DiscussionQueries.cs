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

    /// <summary>Undeleted messages beyond a read mark. A notice is never unread.</summary>
    public static IQueryable<Message> UnreadOf(this XtabloDb db, TabloId tabloId, long readMark) =>
        db.MessagesOf(tabloId).Where(m => m.Number > readMark && m.Kind == MessageKind.Message && m.DeletedAt == null);

    /// <summary>
    /// The memberships among those asked for that exist, in one query. The result may include other pairs of the same tablos
    /// and accounts.
    /// </summary>
    public static async Task<Dictionary<(TabloId Tablo, AccountId Account), Membership>> MembershipsAsync(
        this XtabloDb db, IReadOnlyCollection<(TabloId Tablo, AccountId Account)> asked, CancellationToken ct)
    {
        TabloId[] tablos = [.. asked.Select(key => key.Tablo).Distinct()];
        AccountId[] accounts = [.. asked.Select(key => key.Account).Distinct()];
        return await (
            from participant in db.Participants
            join discussion in db.Discussions
                on EF.Property<TabloId>(participant, DiscussionTables.TabloIdOf) equals discussion.TabloId
            where participant.RemovedAtSequence == null
                && accounts.Contains(participant.AccountId)
                && tablos.Contains(discussion.TabloId)
            select new
            {
                discussion.TabloId,
                participant.AccountId,
                participant.Role,
                participant.AdmittedAtSequence,
                discussion.Epoch,
                discussion.Head,
            }).ToDictionaryAsync(
                p => (p.TabloId, p.AccountId),
                p => new Membership(p.Role, p.AdmittedAtSequence, new Cursor(p.Epoch, p.Head)),
                ct);
    }
}
