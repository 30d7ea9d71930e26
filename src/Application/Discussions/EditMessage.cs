using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <param name="Revision">The revision that the editor saw; null when they overwrite whatever is there.</param>
public sealed record EditMessage(TabloId TabloId, AccountId By, MessageId MessageId, string? Body, long? Revision);

/// <summary>Returns the row as it is now; null when there is no such tablo.</summary>
public sealed class EditMessageHandler(IDiscussions discussions, TimeProvider time) : ICommandHandler<EditMessage, MessageRow?>
{
    public Task<MessageRow?> HandleAsync(EditMessage command, CancellationToken ct)
    {
        var body = MessageBody.From(command.Body);
        var at = time.Now();
        return discussions.ChangeAsync(
            command.TabloId,
            Needs.Message(command.MessageId),
            discussion => discussion.Edit(command.By, command.MessageId, body, command.Revision, at));
    }
}
