using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>
/// How far each member has read. Each method returns false, and changes nothing, for an account that is not a member.
/// </summary>
public interface IReadMarks
{
    /// <summary>Moves the mark forward to a number, at most the last; never back.</summary>
    Task<bool> MoveForwardAsync(TabloId tabloId, AccountId member, long number, CancellationToken ct);

    /// <summary>Moves the mark back to a number; never forward.</summary>
    Task<bool> MoveBackAsync(TabloId tabloId, AccountId member, long number, CancellationToken ct);
}
