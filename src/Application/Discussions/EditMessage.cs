using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <param name="Revision">The revision that the editor saw; null when they overwrite whatever is there.</param>
/// <param name="MayCallMany">Whether the author has said that <c>@all</c> shall call so many.</param>
public sealed record EditMessage(
    TabloId TabloId, AccountId By, MessageId MessageId, string? Body, long? Revision, bool MayCallMany = false);

/// <summary>Returns the row as it is now; null when there is no such tablo.</summary>
public sealed class EditMessageHandler(
    IDiscussions discussions, IDiscussionReader reader, MessageTexts texts, TimeProvider time)
    : ICommandHandler<EditMessage, MessageRow?>
{
    public async Task<MessageRow?> HandleAsync(EditMessage command, CancellationToken ct)
    {
        var body = await texts.MakeAsync(command.Body, command.TabloId, EarlierAsync, ct);
        var at = time.Now();
        return await discussions.ChangeAsync(
            command.TabloId,
            Needs.Message(command.MessageId) + Needs.Replies(command.MessageId),
            discussion => discussion.Edit(command.By, command.MessageId, body, command.Revision, at, command.MayCallMany));

        async Task<IReadOnlyList<Mention>> EarlierAsync() =>
            (await reader.MessageAsync(command.TabloId, command.By, command.MessageId, ct))?.Shown?.Mentions ?? [];
    }
}
