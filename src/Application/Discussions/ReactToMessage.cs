using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <param name="On">False to take the reaction back; null for the opposite of what is.</param>
public sealed record ReactToMessage(TabloId TabloId, AccountId By, MessageId MessageId, string? Emoji, bool? On);

/// <summary>Returns the row as it is now; null when there is no such tablo.</summary>
public sealed class ReactToMessageHandler(IDiscussions discussions, TimeProvider time)
    : ICommandHandler<ReactToMessage, MessageRow?>
{
    public Task<MessageRow?> HandleAsync(ReactToMessage command, CancellationToken ct)
    {
        var emoji = Emoji.From(command.Emoji);
        var at = time.Now();
        return discussions.ChangeAsync(
            command.TabloId,
            Needs.Answer(command.MessageId),
            discussion => discussion.React(command.By, command.MessageId, emoji, command.On, at));
    }
}
