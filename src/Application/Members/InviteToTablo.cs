using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Application.Members;

/// <summary>Creates a link through which people may join. The terms are as typed.</summary>
public sealed record InviteToTablo(TabloId TabloId, AccountId By, string? Label, string? MaxUses, string? ExpiresInDays);

/// <summary>Returns the secret of the link, which cannot be read again; null when there is no such tablo.</summary>
public sealed class InviteToTabloHandler(IDiscussions discussions, IMemberReader members, TimeProvider time)
    : ICommandHandler<InviteToTablo, Secret?>
{
    /// <summary>How many invitations of a tablo may be open at a time: its owner has to look through them.</summary>
    private const int Most = 100;

    /// <exception cref="RefusedException"><c>invitation.too-many</c></exception>
    public async Task<Secret?> HandleAsync(InviteToTablo command, CancellationToken ct)
    {
        var terms = InvitationTerms.From(command.Label, command.MaxUses, command.ExpiresInDays);
        if (await members.CountInvitationsAsync(command.TabloId, ct) >= Most)
        {
            throw new RefusedException("invitation.too-many", null, Most);
        }

        var (id, secret, at) = (InvitationId.New(), Secret.New(), time.Now());
        var made = await discussions.ChangeAsync(
            command.TabloId, Needs.Nothing, discussion => discussion.Invite(command.By, id, secret, terms, at));
        return made is null ? null : secret;
    }
}
