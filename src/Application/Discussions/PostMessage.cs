using Xtablo.Application.Common;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <param name="ClientId">The same author and clientId get the same message for ever; null for a new one.</param>
/// <param name="ReplyTo">The id of the message that it answers; null or empty for none.</param>
/// <param name="HasSeen">False when a program posts for the author, who has read nothing by that.</param>
/// <param name="MayCallMany">Whether the author has said that <c>@all</c> shall call so many.</param>
public sealed record PostMessage(
    TabloId TabloId, Person Author, string? Body, string? ClientId,
    string? ReplyTo = null, bool HasSeen = true, bool MayCallMany = false);

/// <summary>Returns null when there is no such tablo.</summary>
public sealed class PostMessageHandler(
    IDiscussions discussions, MessageTexts texts, XtabloMetrics metrics, TimeProvider time)
    : ICommandHandler<PostMessage, Posting?>
{
    public async Task<Posting?> HandleAsync(PostMessage command, CancellationToken ct)
    {
        var body = await texts.MakeAsync(command.Body, command.TabloId, readEarlier: null, ct);
        var replyTo = ReplyFrom(command.ReplyTo);
        var clientId = command.ClientId is null ? ClientId.New() : ClientId.From(command.ClientId);
        var id = MessageId.New();
        var at = time.Now();
        var posting = await discussions.ChangeAsync(
            command.TabloId,
            Needs.PostedAs(command.Author.Id, clientId) + (replyTo is { } original ? Needs.Answer(original) : Needs.Nothing),
            discussion => discussion.Post(command.Author, clientId, body, id, at, command.HasSeen, replyTo, command.MayCallMany));
        if (posting is { IsRepeat: true })
        {
            metrics.KeyReplays.Add(1);
        }

        return posting;
    }

    private static MessageId? ReplyFrom(string? text) => string.IsNullOrEmpty(text)
        ? null
        : MessageId.TryParse(text, out var id) ? id : throw new RefusedException("reply.unknown", "replyTo");
}
