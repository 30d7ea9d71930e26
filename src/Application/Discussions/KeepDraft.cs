using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>Stores a text whose author turned out to be signed out, replacing an earlier one.</summary>
/// <param name="ClientId">As the form had it; an invalid or missing one is replaced by a new one.</param>
public sealed record KeepDraft(TabloId TabloId, AccountId Member, string Body, string? ClientId, string? ReplyTo = null);

/// <summary>Returns the draft as it was stored; null, and nothing is stored, for an account that is not a member.</summary>
public sealed class KeepDraftHandler(IDrafts drafts) : ICommandHandler<KeepDraft, Draft?>
{
    public async Task<Draft?> HandleAsync(KeepDraft command, CancellationToken ct)
    {
        // The rules of a message apply when it is posted; only what no database can store is replaced here.
        var body = command.Body.Replace('\0', '\uFFFD');
        var draft = new Draft(
            body,
            ClientId.TryParse(command.ClientId, out var given) ? given : ClientId.New(),
            MessageId.TryParse(command.ReplyTo, out var replyTo) ? replyTo : null);
        return await drafts.KeepAsync(command.TabloId, command.Member, draft, ct) ? draft : null;
    }
}
