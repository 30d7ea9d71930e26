using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>
/// Texts whose author turned out to be signed out when posting, kept until they are posted. One per tablo and member.
/// </summary>
public interface IDrafts
{
    /// <summary>Stores a draft, replacing an earlier one.</summary>
    /// <returns>False, and nothing is stored, for an account that is not a member.</returns>
    Task<bool> KeepAsync(TabloId tabloId, AccountId member, Draft draft, CancellationToken ct);

    /// <summary>Returns null when there is none.</summary>
    Task<Draft?> FindAsync(TabloId tabloId, AccountId member, CancellationToken ct);

    /// <summary>Deletes the draft with this clientId; a newer one stays.</summary>
    Task DropAsync(TabloId tabloId, AccountId member, ClientId clientId, CancellationToken ct);
}

/// <param name="Body">As typed; not yet checked against the rules of a message.</param>
/// <param name="ClientId">The clientId it was first sent with, so that sending it again cannot duplicate it.</param>
/// <param name="ReplyTo">The message that it answers; null for none.</param>
public sealed record Draft(string Body, ClientId ClientId, MessageId? ReplyTo = null);
