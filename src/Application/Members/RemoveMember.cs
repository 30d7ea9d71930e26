using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Members;

/// <summary>Removes a member from a tablo.</summary>
public sealed record RemoveMember(TabloId TabloId, Person By, AccountId Member);

/// <summary>Returns false when there is no such tablo or account.</summary>
public sealed class RemoveMemberHandler(IDiscussions discussions, IMemberReader members, TimeProvider time)
    : ICommandHandler<RemoveMember, bool>
{
    public async Task<bool> HandleAsync(RemoveMember command, CancellationToken ct)
    {
        if (await members.FindAsync(command.Member, ct) is not { } member)
        {
            return false;
        }

        var (notice, at) = (MessageId.New(), time.Now());
        var removed = await discussions.ChangeAsync(
            command.TabloId, Needs.Nothing, discussion => discussion.Remove(command.By, member, notice, at));
        return removed is not null;
    }
}
