using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>Text that was on its way when its author turned out to be signed out: kept until it is posted. One a tablo and member.</summary>
public interface IDrafts
{
    /// <summary>Keeps a draft in place of an earlier one.</summary>
    /// <returns>False, and nothing is kept, for an account that is not a member.</returns>
    Task<bool> KeepAsync(TabloId tabloId, AccountId member, Draft draft, CancellationToken ct);

    /// <summary>Null when there is none.</summary>
    Task<Draft?> FindAsync(TabloId tabloId, AccountId member, CancellationToken ct);

    /// <summary>Deletes the draft with this clientId; a newer one stays.</summary>
    Task DropAsync(TabloId tabloId, AccountId member, ClientId clientId, CancellationToken ct);
}

/// <param name="Body">As typed; not yet held to the rules of a message.</param>
/// <param name="ClientId">With which it was first sent, so that sending it again cannot double it.</param>
public sealed record Draft(string Body, ClientId ClientId);
