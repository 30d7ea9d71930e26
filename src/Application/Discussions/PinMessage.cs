using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <param name="On">False to take the pin away.</param>
public sealed record PinMessage(TabloId TabloId, AccountId By, MessageId MessageId, bool On);

/// <summary>Returns the row as it is now; null when there is no such tablo.</summary>
public sealed class PinMessageHandler(IDiscussions discussions, TimeProvider time) : ICommandHandler<PinMessage, MessageRow?>
{
    public Task<MessageRow?> HandleAsync(PinMessage command, CancellationToken ct)
    {
        var (notice, at) = (MessageId.New(), time.Now());
        return discussions.ChangeAsync(
            command.TabloId,
            Needs.Message(command.MessageId),
            discussion => discussion.Pin(command.By, command.MessageId, command.On, notice, at));
    }
}
