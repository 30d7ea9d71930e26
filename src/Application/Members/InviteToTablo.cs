using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Application.Members;

/// <summary>Creates a link through which people may join. The terms are as typed.</summary>
public sealed record InviteToTablo(TabloId TabloId, AccountId By, string? Label, string? MaxUses, string? ExpiresInDays);

/// <summary>Returns the secret of the link, which cannot be read again; null when there is no such tablo.</summary>
public sealed class InviteToTabloHandler(IDiscussions discussions, TimeProvider time) : ICommandHandler<InviteToTablo, Secret?>
{
    public async Task<Secret?> HandleAsync(InviteToTablo command, CancellationToken ct)
    {
        var terms = InvitationTerms.From(command.Label, command.MaxUses, command.ExpiresInDays);
        var (id, secret, at) = (InvitationId.New(), Secret.New(), time.Now());
        var made = await discussions.ChangeAsync(
            command.TabloId, Needs.Nothing, discussion => discussion.Invite(command.By, id, secret, terms, at));
        return made is null ? null : secret;
    }
}
