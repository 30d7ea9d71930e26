using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Members;

/// <summary>Removes the caller from a tablo.</summary>
public sealed record LeaveTablo(TabloId TabloId, Person Who);

/// <summary>Returns false when there is no such tablo.</summary>
public sealed class LeaveTabloHandler(IDiscussions discussions, TimeProvider time) : ICommandHandler<LeaveTablo, bool>
{
    public async Task<bool> HandleAsync(LeaveTablo command, CancellationToken ct)
    {
        var (notice, at) = (MessageId.New(), time.Now());
        var left = await discussions.ChangeAsync(
            command.TabloId, Needs.Nothing, discussion => discussion.Leave(command.Who, notice, at));
        return left is not null;
    }
}
