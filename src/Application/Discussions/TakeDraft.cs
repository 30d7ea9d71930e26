using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>The member's browser has their draft now, so it need not be brought again.</summary>
/// <param name="ClientId">That of the draft which was taken: a newer one stays.</param>
public sealed record TakeDraft(TabloId TabloId, AccountId Member, string? ClientId);

/// <summary>Returns false when what is named is no clientId.</summary>
public sealed class TakeDraftHandler(IDrafts drafts) : ICommandHandler<TakeDraft, bool>
{
    public async Task<bool> HandleAsync(TakeDraft command, CancellationToken ct)
    {
        if (!ClientId.TryParse(command.ClientId, out var clientId))
        {
            return false;
        }

        await drafts.DropAsync(command.TabloId, command.Member, clientId, ct);
        return true;
    }
}
