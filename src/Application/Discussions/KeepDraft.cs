using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>Keeps a text whose author turned out to be signed out, in place of an earlier one.</summary>
/// <param name="ClientId">As the form had it; what is no clientId is replaced by a new one.</param>
public sealed record KeepDraft(TabloId TabloId, AccountId Member, string Body, string? ClientId);

/// <summary>Returns the draft as it was kept; null, and nothing is kept, for an account that is not a member.</summary>
public sealed class KeepDraftHandler(IDrafts drafts) : ICommandHandler<KeepDraft, Draft?>
{
    public async Task<Draft?> HandleAsync(KeepDraft command, CancellationToken ct)
    {
        // It is held to the rules of a message when it is posted; only what no database can keep is replaced here.
        var body = command.Body.Replace('\0', '\uFFFD');
        var draft = new Draft(body, ClientId.TryParse(command.ClientId, out var given) ? given : ClientId.New());
        return await drafts.KeepAsync(command.TabloId, command.Member, draft, ct) ? draft : null;
    }
}
