using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Members;

/// <summary>Admits a person who holds the secret of an invitation.</summary>
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
        var invitation = await members.FindInvitationAsync(command.Secret, ct)
            ?? throw new RefusedException("invitation.unusable");
        await discussions.JoinAsync(command.Who, invitation, time);
        return invitation.TabloId;
    }
}
