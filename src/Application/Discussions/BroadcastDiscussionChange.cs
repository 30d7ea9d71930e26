using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;

namespace Xtablo.Application.Discussions;

/// <summary>Broadcasts each committed change of a discussion to the open streams.</summary>
public sealed class BroadcastDiscussionChange(IRealtimeBroadcaster broadcaster) : IDomainEventHandler<DiscussionChanged>
{
    public async Task HandleAsync(DiscussionChanged happened, CancellationToken ct)
    {
        await broadcaster.BroadcastAsync(happened.TabloId, happened.Epoch, StreamEntry.Of(happened.Entry, happened.Row), ct);
        if (happened.Entry is { Kind: LogEntryKind.Admitted or LogEntryKind.Removed, SubjectId: { } subject })
        {
            await broadcaster.WakeStreamsOfAsync(subject, ct); // a tablo was added to their list or removed from it
        }
    }
}
