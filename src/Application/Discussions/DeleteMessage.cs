using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

public sealed record DeleteMessage(TabloId TabloId, AccountId By, MessageId MessageId);

/// <summary>Returns the row that is left; null when there is no such tablo.</summary>
public sealed class DeleteMessageHandler(IDiscussions discussions, TimeProvider time)
    : ICommandHandler<DeleteMessage, MessageRow?>
{
    public Task<MessageRow?> HandleAsync(DeleteMessage command, CancellationToken ct)
    {
        var at = time.Now();
        return discussions.ChangeAsync(
            command.TabloId,
            Needs.Message(command.MessageId) + Needs.Replies(command.MessageId),
            discussion => discussion.Delete(command.By, command.MessageId, at));
    }
}
