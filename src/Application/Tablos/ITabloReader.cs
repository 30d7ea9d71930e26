using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tablos;

public interface ITabloReader
{
    /// <summary>The tablos that an account is a member of: those in use before the archived, each by name.</summary>
    Task<IReadOnlyList<TabloView>> ListAsync(AccountId member, CancellationToken ct);
}

/// <param name="Unread">Messages beyond the member's read mark that still stand; notices never count.</param>
/// <param name="ReadMark">Up to which number the member has read; 0 when nothing.</param>
/// <param name="Cursor">The head of the snapshot that all this is from.</param>
public sealed record TabloView(TabloId Id, string Name, Role Role, bool Archived, int Unread, long ReadMark, Cursor Cursor);
