using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Common;
using Xtablo.Application.Members;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;
using Xtablo.Infrastructure.Accounts;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Members;

internal sealed class MemberReader(Database database, TimeProvider time) : IMemberReader
{
    public async Task<MembersPage?> PageAsync(TabloId tabloId, AccountId member, CancellationToken ct)
    {
        await using var db = database.Open();
        await using var snapshot = await database.BeginSnapshotAsync(db, ct);
        var tablo = await db.DiscussionsOf(member)
            .Where(d => d.TabloId == tabloId)
            .Select(d => new { d.Name, d.ArchivedAt })
            .SingleOrDefaultAsync(ct);
        if (tablo is null)
        {
            return null;
        }

        var members = await (
            from participant in db.Participants
            join account in db.Accounts on participant.AccountId equals account.Id
            where EF.Property<TabloId>(participant, DiscussionTables.TabloIdOf) == tabloId
                && participant.RemovedAtSequence == null
            select new { account.Id, participant.Name, participant.Role, account.DisabledAt }).ToListAsync(ct);
        var role = members.Single(m => m.Id == member).Role;
        return new MembersPage(
            tabloId,
            tablo.Name.Value,
            tablo.ArchivedAt is not null,
            role,
            [.. members
                .OrderByDescending(m => m.Role)
                .ThenBy(m => m.Name.Value, StringComparer.CurrentCultureIgnoreCase)
                .ThenBy(m => m.Id.Value)
                .Select(m => new MemberView(m.Id, m.Name.Value, m.Role, m.DisabledAt is not null))],
            role is Role.Owner ? await OpenInvitationsAsync(db, tabloId, ct) : []);
    }

    public async Task<IReadOnlyList<Person>> PeopleAsync(TabloId tabloId, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Participants
            .Where(p => EF.Property<TabloId>(p, DiscussionTables.TabloIdOf) == tabloId && p.RemovedAtSequence == null)
            .Select(p => new Person(p.AccountId, p.Name))
            .ToListAsync(ct);
    }

    public async Task<InvitationView?> FindInvitationAsync(string? secret, CancellationToken ct)
    {
        if (Secret.TryParse(secret) is not { } parsed)
        {
            return null;
        }

        var hash = parsed.Hash();
        await using var db = database.Open();
        var found = await (
            from invitation in db.Invitations
            join discussion in db.Discussions
                on EF.Property<TabloId>(invitation, DiscussionTables.TabloIdOf) equals discussion.TabloId
            join account in db.Accounts on invitation.CreatedBy equals account.Id
            join maker in db.Participants
                on new { Tablo = discussion.TabloId, Account = account.Id }
                equals new { Tablo = EF.Property<TabloId>(maker, DiscussionTables.TabloIdOf), Account = maker.AccountId }
            where invitation.SecretHash == hash && account.DisabledAt == null && maker.RemovedAtSequence == null
            select new { Invitation = invitation, discussion.TabloId, Tablo = discussion.Name, account.Name })
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);
        if (found is null || !found.Invitation.Admits(time.Now()))
        {
            return null;
        }

        var creator = new Person(found.Invitation.CreatedBy, found.Name);
        return new InvitationView(found.TabloId, found.Invitation.Id, found.Tablo.Value, creator);
    }

    public async Task<TabloId?> FindTabloAsync(string? secret, AccountId member, CancellationToken ct)
    {
        if (Secret.TryParse(secret) is not { } parsed)
        {
            return null;
        }

        var hash = parsed.Hash();
        await using var db = database.Open();
        var found = await (
            from invitation in db.Invitations
            join discussion in db.DiscussionsOf(member)
                on EF.Property<TabloId>(invitation, DiscussionTables.TabloIdOf) equals discussion.TabloId
            where invitation.SecretHash == hash
            select discussion.TabloId).ToListAsync(ct);
        return found is [var tabloId] ? tabloId : null;
    }

    public async Task<int> CountInvitationsAsync(TabloId tabloId, CancellationToken ct)
    {
        await using var db = database.Open();
        return (await OpenInvitationsAsync(db, tabloId, ct)).Count;
    }

    public async Task<Person?> FindAsync(AccountId account, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Accounts.Where(a => a.Id == account).Select(a => new Person(a.Id, a.Name)).SingleOrDefaultAsync(ct);
    }

    public async Task<bool> MaySignInAsync(AccountId account, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.MaySignInAsync(account, ct);
    }

    private async Task<IReadOnlyList<OpenInvitation>> OpenInvitationsAsync(XtabloDb db, TabloId tabloId, CancellationToken ct)
    {
        var invitations = await db.Invitations
            .Where(i => EF.Property<TabloId>(i, DiscussionTables.TabloIdOf) == tabloId && i.RevokedAt == null)
            .AsNoTracking()
            .ToListAsync(ct);
        var now = time.Now();
        return
        [
            .. invitations
                .Where(i => i.Admits(now))
                .OrderByDescending(i => i.CreatedAt)
                .Select(i => new OpenInvitation(i.Id, i.Label, i.Uses, i.MaxUses, i.ExpiresAt)),
        ];
    }
}
