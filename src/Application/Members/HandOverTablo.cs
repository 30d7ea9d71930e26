using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Members;

/// <summary>Makes another member the owner of a tablo.</summary>
public sealed record HandOverTablo(TabloId TabloId, Person By, AccountId To);

/// <summary>Returns false when there is no such tablo or account, or the account is disabled.</summary>
public sealed class HandOverTabloHandler(IDiscussions discussions, IMemberReader members, TimeProvider time)
    : ICommandHandler<HandOverTablo, bool>
{
    public async Task<bool> HandleAsync(HandOverTablo command, CancellationToken ct)
    {
        if (await members.FindNextOwnerAsync(command.To, ct) is not { } next)
        {
            return false;
        }

        var (notice, at) = (MessageId.New(), time.Now());
        var handedOver = await discussions.ChangeAsync(
            command.TabloId, Needs.Nothing, discussion => discussion.HandOver(command.By, next, notice, at));
        return handedOver is not null;
    }
}
