using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Members;

/// <summary>Revokes an invitation. Idempotent.</summary>
public sealed record RevokeInvitation(TabloId TabloId, AccountId By, InvitationId Invitation);

/// <summary>Returns false when there is no such tablo.</summary>
public sealed class RevokeInvitationHandler(IDiscussions discussions, TimeProvider time) : ICommandHandler<RevokeInvitation, bool>
{
    public async Task<bool> HandleAsync(RevokeInvitation command, CancellationToken ct)
    {
        var at = time.Now();
        var revoked = await discussions.ChangeAsync(
            command.TabloId,
            Needs.Invitation(command.Invitation),
            discussion => discussion.Revoke(command.By, command.Invitation, at));
        return revoked is not null;
    }
}
