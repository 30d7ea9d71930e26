using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Members;

/// <summary>Who is on a tablo, and by which links others may come.</summary>
public interface IMemberReader
{
    /// <summary>Null when the account does not take part, or there is no such tablo.</summary>
    Task<MembersPage?> PageAsync(TabloId tabloId, AccountId member, CancellationToken ct);

    /// <summary>The invitation with this secret, while it admits people and who made it is there; null otherwise.</summary>
    Task<InvitationView?> FindInvitationAsync(string? secret, CancellationToken ct);

    /// <summary>An account as others see it now; null when there is none.</summary>
    Task<Person?> FindAsync(AccountId account, CancellationToken ct);

    /// <summary>False for an account that is disabled, and for none.</summary>
    Task<bool> MaySignInAsync(AccountId account, CancellationToken ct);
}

/// <param name="Role">Of who looks.</param>
/// <param name="Members">The owner first, then by name.</param>
/// <param name="Invitations">Those that still admit people, the newest first; empty for who is not the owner.</param>
public sealed record MembersPage(
    TabloId TabloId, string TabloName, bool Archived, Role Role, IReadOnlyList<MemberView> Members, IReadOnlyList<OpenInvitation> Invitations);

/// <param name="IsDisabled">True when they are a member still and cannot sign in.</param>
public sealed record MemberView(AccountId Id, string Name, Role Role, bool IsDisabled);

/// <param name="MaxUses">Null for any number.</param>
public sealed record OpenInvitation(InvitationId Id, string Label, int Uses, int? MaxUses, DateTimeOffset ExpiresAt);

/// <summary>What an invitation tells who opens it.</summary>
/// <param name="InvitedBy">Who made it, by the name they have now.</param>
public sealed record InvitationView(TabloId TabloId, InvitationId Id, string TabloName, Person InvitedBy);
