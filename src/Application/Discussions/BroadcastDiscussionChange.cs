using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;

namespace Xtablo.Application.Discussions;

/// <summary>Hands what was committed to the open streams.</summary>
public sealed class BroadcastDiscussionChange(IRealtimeBroadcaster broadcaster) : IDomainEventHandler<MessagePosted>
{
    public Task HandleAsync(MessagePosted happened, CancellationToken ct)
    {
        var row = new MessageView(
            happened.TabloId,
            happened.MessageId,
            happened.Number,
            Revision: happened.Sequence,
            MessageKind.Message,
            happened.AuthorId,
            happened.AuthorName,
            happened.ClientId,
            happened.Body,
            happened.At,
            EditedAt: null,
            DeletedAt: null);
        return broadcaster.BroadcastAsync(happened.TabloId, happened.Epoch, new StreamEntry(happened.Sequence, row), ct);
    }
}
