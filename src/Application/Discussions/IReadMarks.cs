using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>
/// How far each member has read. Each method returns false or null, and changes nothing, for an account that is not a member.
/// </summary>
public interface IReadMarks
{
    /// <summary>Moves the mark forward to a number, at most the last; never back.</summary>
    /// <param name="generation">That of the mark as the reader knew it: an older one moves nothing. Null for any.</param>
    Task<bool> MoveForwardAsync(TabloId tabloId, AccountId member, long number, long? generation, CancellationToken ct);

    /// <summary>Moves the mark back to a number, never forward, and begins a new generation of it, which is returned.</summary>
    Task<long?> MoveBackAsync(TabloId tabloId, AccountId member, long number, CancellationToken ct);
}
