using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Presence;

/// <summary>
/// The write side of what passes in a discussion and is stored nowhere: who is here, and who writes. Each call is a hint made of
/// values, which may be lost without harm: what passes from node to node can carry it.
/// </summary>
public interface IPresence
{
    /// <summary>Says that someone is here for the next minute, or has left.</summary>
    Task SayHereAsync(TabloId tabloId, Person who, bool on, CancellationToken ct);

    /// <summary>Says that someone writes for the next seconds, or no longer does.</summary>
    Task SayTypingAsync(TabloId tabloId, Person who, bool on, CancellationToken ct);

    /// <summary>Forgets all that was said of an account.</summary>
    /// <param name="tabloId">In this discussion; null for all.</param>
    Task ForgetAsync(AccountId account, TabloId? tabloId, CancellationToken ct);
}
