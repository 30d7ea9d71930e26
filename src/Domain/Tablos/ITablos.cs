using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;

namespace Xtablo.Domain.Tablos;

/// <summary>All tablos.</summary>
public interface ITablos
{
    /// <summary>Stores a new tablo and its discussion, both or neither.</summary>
    Task AddAsync(Tablo tablo, Discussion discussion, CancellationToken ct);

    /// <summary>Changes a tablo in one transaction; <paramref name="change"/> gets it and the participant that <paramref name="by"/> is.</summary>
    /// <returns>False, and nothing is changed, when there is no such tablo or <paramref name="by"/> is not a member.</returns>
    Task<bool> ChangeAsync(TabloId id, AccountId by, Action<Tablo, Participant> change, CancellationToken ct);
}
