using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>Hands what was committed to the open streams.</summary>
public sealed class BroadcastDiscussionChange(IRealtimeBroadcaster broadcaster) :
    IDomainEventHandler<MessagePosted>, IDomainEventHandler<MessageEdited>, IDomainEventHandler<MessageDeleted>
{
    public Task HandleAsync(MessagePosted happened, CancellationToken ct) => HandOverAsync(happened.TabloId, happened.Epoch, happened.Message, ct);

    public Task HandleAsync(MessageEdited happened, CancellationToken ct) => HandOverAsync(happened.TabloId, happened.Epoch, happened.Message, ct);

    public Task HandleAsync(MessageDeleted happened, CancellationToken ct) => HandOverAsync(happened.TabloId, happened.Epoch, happened.Message, ct);

    private Task HandOverAsync(TabloId tabloId, Epoch epoch, MessageState message, CancellationToken ct)
    {
        var row = new MessageView(
            tabloId,
            message.Id,
            message.Number,
            message.Revision,
            MessageKind.Message,
            message.AuthorId,
            message.AuthorName,
            message.ClientId,
            message.Body,
            message.PostedAt,
            message.EditedAt,
            message.DeletedAt);
        return broadcaster.BroadcastAsync(tabloId, epoch, new StreamEntry(message.Revision, row), ct);
    }
}
