using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Members;

/// <summary>Admits a person who holds the secret of an invitation; for who has joined already it is no change.</summary>
public sealed record JoinTablo(Person Who, string? Secret)
{
    /// <summary>Omits the secret wherever the command is printed.</summary>
    public override string ToString() => nameof(JoinTablo);
}

public sealed class JoinTabloHandler(IDiscussions discussions, IMemberReader members, TimeProvider time)
    : ICommandHandler<JoinTablo, TabloId>
{
    /// <exception cref="RefusedException"><c>invitation.unusable</c> or <c>tablo.archived</c></exception>
    public async Task<TabloId> HandleAsync(JoinTablo command, CancellationToken ct)
    {
        if (await members.FindInvitationAsync(command.Secret, ct) is not { } invitation)
        {
            return await members.FindTabloAsync(command.Secret, command.Who.Id, ct)
                ?? throw new RefusedException("invitation.unusable");
        }

        await discussions.JoinAsync(command.Who, invitation, time);
        return invitation.TabloId;
    }
}
