using Xtablo.Application.Members;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Text;
using Xtablo.Web.Forms;

namespace Xtablo.Web.Members;

/// <summary>The terms of an invitation, as typed.</summary>
public sealed class InvitationForm : IPosted
{
    public string? Label { get; init; }

    public string? MaxUses { get; init; }

    public string? ExpiresInDays { get; init; }

    /// <summary>Who is to get the link by mail; nobody when empty, or where no mail is sent.</summary>
    public string? Email { get; init; }
}

/// <param name="Link">The invitation just made, to be shown this once; null when none was.</param>
/// <param name="SentTo">Who gets it by mail; null for nobody.</param>
public sealed record MembersModel(MembersPage Page, InvitationForm Form, string? Link = null, EmailAddress? SentTo = null);

/// <param name="Secret">As it stands in the address.</param>
public sealed record InvitationModel(InvitationView Invitation, string Secret, bool IsMember);
