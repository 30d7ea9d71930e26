using Xtablo.Application.Common;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <param name="ClientId">The same author and clientId get the same message for ever; null for a new one.</param>
/// <param name="HasSeen">False when a program posts for the author, who has read nothing by that.</param>
public sealed record PostMessage(TabloId TabloId, Person Author, string? Body, string? ClientId, bool HasSeen = true);

/// <summary>Returns null when there is no such tablo.</summary>
public sealed class PostMessageHandler(IDiscussions discussions, XtabloMetrics metrics, TimeProvider time)
    : ICommandHandler<PostMessage, Posting?>
{
    public async Task<Posting?> HandleAsync(PostMessage command, CancellationToken ct)
    {
        var body = MessageBody.From(command.Body);
        var clientId = command.ClientId is null ? ClientId.New() : ClientId.From(command.ClientId);
        var id = MessageId.New();
        var at = time.Now();
        var posting = await discussions.ChangeAsync(
            command.TabloId,
            Needs.PostedAs(command.Author.Id, clientId),
            discussion => discussion.Post(command.Author, clientId, body, id, at, command.HasSeen));
        if (posting is { IsRepeat: true })
        {
            metrics.KeyReplays.Add(1);
        }

        return posting;
    }
}
