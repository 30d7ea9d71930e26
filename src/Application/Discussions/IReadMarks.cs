using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>Up to where each member has read. Each answers false, and changes nothing, for who is not a member.</summary>
public interface IReadMarks
{
    /// <summary>Moves the mark forward to a number, at most the last; never back.</summary>
    Task<bool> MarkReadAsync(TabloId tabloId, AccountId member, long upTo, CancellationToken ct);

    /// <summary>Moves the mark back, so that <paramref name="from"/> and what follows is unread; never forward.</summary>
    Task<bool> MarkUnreadAsync(TabloId tabloId, AccountId member, long from, CancellationToken ct);
}
