using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Backplane;

/// <summary>Decorates the broadcaster: what it tells the streams of this node, it has the other nodes look up.</summary>
internal sealed class RingingBroadcaster(IRealtimeBroadcaster broadcaster, IDoorbell doorbell) : IRealtimeBroadcaster
{
    public Task BroadcastAsync(TabloId tabloId, Epoch epoch, StreamEntry entry, CancellationToken ct)
    {
        doorbell.Ring(Ring.OfLog(tabloId));
        return broadcaster.BroadcastAsync(tabloId, epoch, entry, ct);
    }

    public Task WakeStreamsOfAsync(AccountId account, CancellationToken ct)
    {
        doorbell.Ring(Ring.OfAccount(account));
        return broadcaster.WakeStreamsOfAsync(account, ct);
    }

    public Task EndStreamsOnAsync(TabloId tabloId, CancellationToken ct)
    {
        doorbell.Ring(Ring.OfLog(tabloId));
        return broadcaster.EndStreamsOnAsync(tabloId, ct);
    }

    public Task EndStreamsOfAsync(IReadOnlyCollection<AccessId> ended, CancellationToken ct)
    {
        foreach (var access in ended)
        {
            doorbell.Ring(Ring.OfAccess(access));
        }

        return broadcaster.EndStreamsOfAsync(ended, ct);
    }
}
