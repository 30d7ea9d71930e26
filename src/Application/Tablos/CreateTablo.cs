using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tablos;

public sealed record CreateTablo(AccountId Owner, string? Name);

public sealed class CreateTabloHandler(IDiscussions discussions, IRealtimeBroadcaster broadcaster, TimeProvider time)
    : ICommandHandler<CreateTablo, TabloId>
{
    public async Task<TabloId> HandleAsync(CreateTablo command, CancellationToken ct)
    {
        var discussion = Discussion.Open(TabloId.New(), TabloName.From(command.Name), command.Owner, time.Now());
        await discussions.AddAsync(discussion, ct);
        await broadcaster.WakeStreamsOfAsync(command.Owner, CancellationToken.None); // the owner's other pages list it at once
        return discussion.TabloId;
    }
}
