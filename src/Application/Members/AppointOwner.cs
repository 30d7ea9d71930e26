using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Members;

/// <summary>Makes a member the owner of a tablo, by the operator: for one whose owner is gone.</summary>
public sealed record AppointOwner(TabloId TabloId, AccountId Next);

/// <summary>Returns false when there is no such tablo or account, or the account is disabled.</summary>
public sealed class AppointOwnerHandler(IDiscussions discussions, IMemberReader members, TimeProvider time)
    : ICommandHandler<AppointOwner, bool>
{
    /// <exception cref="RefusedException"><c>tablo.next-owner-no-member</c></exception>
    public async Task<bool> HandleAsync(AppointOwner command, CancellationToken ct)
    {
        if (await members.FindNextOwnerAsync(command.Next, ct) is not { } next)
        {
            return false;
        }

        var (notice, at) = (MessageId.New(), time.Now());
        return await discussions.ChangeAsync(
            command.TabloId, Needs.Nothing, discussion => discussion.Appoint(next, notice, at)) is not null;
    }
}
