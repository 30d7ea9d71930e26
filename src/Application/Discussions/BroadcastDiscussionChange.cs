using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>Hands what was committed to the open streams.</summary>
public sealed class BroadcastDiscussionChange(IRealtimeBroadcaster broadcaster) :
    IDomainEventHandler<MessagePosted>,
    IDomainEventHandler<MessageEdited>,
    IDomainEventHandler<MessageDeleted>,
    IDomainEventHandler<ParticipantAdmitted>,
    IDomainEventHandler<ParticipantRemoved>,
    IDomainEventHandler<TabloHandedOver>
{
    public Task HandleAsync(MessagePosted happened, CancellationToken ct) => HandOverAsync(happened.TabloId, happened.Epoch, happened.Message, ct);

    public Task HandleAsync(MessageEdited happened, CancellationToken ct) => HandOverAsync(happened.TabloId, happened.Epoch, happened.Message, ct);

    public Task HandleAsync(MessageDeleted happened, CancellationToken ct) => HandOverAsync(happened.TabloId, happened.Epoch, happened.Message, ct);

    public Task HandleAsync(ParticipantAdmitted happened, CancellationToken ct) => HandOverAsync(happened.TabloId, happened.Epoch, happened.Notice, ct);

    public Task HandleAsync(ParticipantRemoved happened, CancellationToken ct) =>
        HandOverAsync(happened.TabloId, happened.Epoch, happened.Notice, ct, removes: happened.AccountId);

    public Task HandleAsync(TabloHandedOver happened, CancellationToken ct) => HandOverAsync(happened.TabloId, happened.Epoch, happened.Notice, ct);

    private Task HandOverAsync(TabloId tabloId, Epoch epoch, MessageState message, CancellationToken ct, AccountId? removes = null)
    {
        var row = new MessageView(
            tabloId,
            message.Id,
            message.Number,
            message.Revision,
            message.Notice,
            message.AuthorId,
            message.AuthorName,
            message.ClientId,
            message.Body,
            message.PostedAt,
            message.EditedAt,
            message.DeletedAt);
        return broadcaster.BroadcastAsync(tabloId, epoch, new StreamEntry(message.Revision, row, removes), ct);
    }
}
