using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tablos;

public sealed record CreateTablo(AccountId Owner, string? Name);

public sealed class CreateTabloHandler(
    IDiscussions discussions, ITabloReader tablos, IRealtimeBroadcaster broadcaster, TimeProvider time)
    : ICommandHandler<CreateTablo, TabloId>
{
    /// <summary>How many tablos an account may own: each costs every page of its members something.</summary>
    private const int Most = 500;

    /// <exception cref="RefusedException"><c>tablo.too-many</c></exception>
    public async Task<TabloId> HandleAsync(CreateTablo command, CancellationToken ct)
    {
        if (await tablos.CountOwnedAsync(command.Owner, ct) >= Most)
        {
            throw new RefusedException("tablo.too-many", "Name", Most);
        }

        var discussion = Discussion.Open(TabloId.New(), TabloName.From(command.Name), command.Owner, time.Now());
        await discussions.AddAsync(discussion, ct);
        await broadcaster.WakeStreamsOfAsync(command.Owner, CancellationToken.None); // the owner's other pages list it at once
        return discussion.TabloId;
    }
}
