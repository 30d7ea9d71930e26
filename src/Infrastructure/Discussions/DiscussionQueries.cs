using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

/// <summary>What several readers ask for in the same words.</summary>
internal static class DiscussionQueries
{
    /// <summary>The discussions that an account takes part in now: whatever a member may see begins with these.</summary>
    public static IQueryable<Discussion> DiscussionsOf(this XtabloDb db, AccountId member) => db.Discussions.Where(d =>
        db.Participants.Any(p =>
            EF.Property<TabloId>(p, DiscussionTables.TabloIdOf) == d.TabloId && p.AccountId == member && p.RemovedAtSequence == null));

    public static IQueryable<Message> MessagesOf(this XtabloDb db, TabloId tabloId) =>
        db.Messages.Where(m => EF.Property<TabloId>(m, DiscussionTables.TabloIdOf) == tabloId);

    /// <summary>Messages beyond a read mark that still stand. A notice is never unread.</summary>
    public static IQueryable<Message> UnreadOf(this XtabloDb db, TabloId tabloId, long readMark) =>
        db.MessagesOf(tabloId).Where(m => m.Number > readMark && m.Kind == MessageKind.Message && m.DeletedAt == null);

    /// <summary>The roles of those accounts that take part, in one query. It may tell of others among the same tablos and accounts.</summary>
    public static async Task<Dictionary<(TabloId Tablo, AccountId Account), Role>> RolesAsync(
        this XtabloDb db, IReadOnlyCollection<(TabloId Tablo, AccountId Account)> asked, CancellationToken ct)
    {
        TabloId[] tablos = [.. asked.Select(key => key.Tablo).Distinct()];
        AccountId[] accounts = [.. asked.Select(key => key.Account).Distinct()];
        return await db.Participants
            .Where(p => p.RemovedAtSequence == null && accounts.Contains(p.AccountId))
            .Select(p => new { TabloId = EF.Property<TabloId>(p, DiscussionTables.TabloIdOf), p.AccountId, p.Role })
            .Where(p => tablos.Contains(p.TabloId))
            .ToDictionaryAsync(p => (p.TabloId, p.AccountId), p => p.Role, ct);
    }
}
