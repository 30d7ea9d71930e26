using Xtablo.Application.Members;
using Xtablo.Domain.Accounts;
using Xtablo.Web.Forms;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Members;

/// <summary>The terms of an invitation, as typed.</summary>
public sealed class InvitationForm : IPosted
{
    public string? Label { get; init; }

    public string? MaxUses { get; init; }

    public string? ExpiresInDays { get; init; }

    /// <summary>The address to mail the link to; nothing is mailed when it is empty, or without a mail server.</summary>
    public string? Email { get; init; }
}

/// <param name="Shown">The members on this page of the list of them.</param>
/// <param name="Link">The invitation link that has just been created, shown only once; null when none has.</param>
/// <param name="SentTo">The address that the link was mailed to; null when it was not mailed.</param>
public sealed record MembersModel(
    MembersPage Page,
    IReadOnlyList<MemberView> Shown,
    ListPage ListPage,
    InvitationForm Form,
    string? Link,
    EmailAddress? SentTo);

/// <param name="Secret">As written in the address.</param>
public sealed record InvitationModel(InvitationView Invitation, string Secret, bool IsMember);
