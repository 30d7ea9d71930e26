using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Members;

/// <summary>Reads the members of a tablo and the invitations to it.</summary>
public interface IMemberReader
{
    /// <summary>Returns null when the account does not take part, or there is no such tablo.</summary>
    Task<MembersPage?> PageAsync(TabloId tabloId, AccountId member, CancellationToken ct);

    /// <summary>
    /// The invitation with this secret; null when there is none, it no longer admits people, or its creator is disabled or no
    /// longer a member.
    /// </summary>
    Task<InvitationView?> FindInvitationAsync(string? secret, CancellationToken ct);

    /// <summary>
    /// The tablo that an invitation with this secret has ever led to, for an account that takes part in it; null for any other.
    /// </summary>
    Task<TabloId?> FindTabloAsync(string? secret, AccountId member, CancellationToken ct);

    /// <summary>Who takes part in a tablo, with what each is called there; nobody for an unknown one.</summary>
    Task<IReadOnlyList<Person>> PeopleAsync(TabloId tabloId, CancellationToken ct);

    /// <summary>How many invitations to a tablo still admit people.</summary>
    Task<int> CountInvitationsAsync(TabloId tabloId, CancellationToken ct);

    /// <summary>An account and its present name; null when there is no such account.</summary>
    Task<Person?> FindAsync(AccountId account, CancellationToken ct);

    /// <summary>Returns false when the account is disabled or unknown.</summary>
    Task<bool> MaySignInAsync(AccountId account, CancellationToken ct);
}

/// <param name="Role">The viewer's role.</param>
/// <param name="Members">The owner first, then by name.</param>
/// <param name="Invitations">Those that still admit people, newest first; empty unless the viewer is the owner.</param>
public sealed record MembersPage(
    TabloId TabloId,
    string TabloName,
    bool Archived,
    Role Role,
    IReadOnlyList<MemberView> Members,
    IReadOnlyList<OpenInvitation> Invitations);

/// <param name="IsDisabled">True for a member who can no longer sign in.</param>
public sealed record MemberView(AccountId Id, string Name, Role Role, bool IsDisabled);

/// <param name="MaxUses">Null for no limit.</param>
public sealed record OpenInvitation(InvitationId Id, string Label, int Uses, int? MaxUses, DateTimeOffset ExpiresAt);

/// <summary>What a person who opens an invitation sees.</summary>
/// <param name="InvitedBy">The creator of the invitation, with their present name.</param>
public sealed record InvitationView(TabloId TabloId, InvitationId Id, string TabloName, Person InvitedBy);
