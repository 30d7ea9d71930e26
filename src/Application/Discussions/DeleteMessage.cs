using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

public sealed record DeleteMessage(TabloId TabloId, AccountId By, MessageId MessageId);

/// <summary>Answers false when there is no such tablo.</summary>
public sealed class DeleteMessageHandler(IDiscussions discussions, TimeProvider time) : ICommandHandler<DeleteMessage, bool>
{
    public async Task<bool> HandleAsync(DeleteMessage command, CancellationToken ct)
    {
        var at = time.Now();
        return await discussions.ChangeAsync(
            command.TabloId,
            new Needs(Message: command.MessageId),
            discussion => discussion.Delete(command.By, command.MessageId, at)) is not null;
    }
}
