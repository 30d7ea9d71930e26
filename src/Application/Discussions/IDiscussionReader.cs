using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>
/// Reads discussions for their members. For any other account each method returns what it returns for an unknown tablo.
/// </summary>
public interface IDiscussionReader
{
    /// <summary>Returns a window of rows and the matching cursor, from one snapshot; null when there is no such tablo.</summary>
    Task<DiscussionPage?> PageAsync(TabloId tabloId, AccountId member, Window window, CancellationToken ct);

    /// <summary>Returns null when there is no such message.</summary>
    Task<MessageRow?> MessageAsync(TabloId tabloId, AccountId member, MessageId message, CancellationToken ct);

    /// <summary>Returns the messages that answer one, in order.</summary>
    Task<IReadOnlyList<MessageRow>> RepliesAsync(TabloId tabloId, AccountId member, MessageId message, CancellationToken ct);

    /// <summary>Returns the pinned messages, the last one that was pinned first.</summary>
    Task<IReadOnlyList<MessageRow>> PinnedAsync(TabloId tabloId, AccountId member, CancellationToken ct);

    /// <summary>Returns null when the account does not take part.</summary>
    Task<Membership?> MembershipAsync(TabloId tabloId, AccountId account, CancellationToken ct);

    /// <summary>Returns those of the tablos in which the account takes part.</summary>
    Task<IReadOnlyDictionary<TabloId, Membership>> MembershipsAsync(
        IReadOnlyCollection<TabloId> tablos, AccountId account, CancellationToken ct);

    async Task<bool> TakesPartAsync(TabloId tabloId, AccountId account, CancellationToken ct) =>
        await MembershipAsync(tabloId, account, ct) is not null;
}

/// <param name="AdmittedAtSequence">
/// The sequence of the entry that last admitted them; 0 for a participant from the start. Removals before it no longer count.
/// </param>
/// <param name="Head">The end of the log when this was read: whatever has ended the membership since is a later entry.</param>
/// <param name="IsArchived">Whether the tablo takes nothing new.</param>
public sealed record Membership(Role Role, long AdmittedAtSequence, Cursor Head, bool IsArchived = false);

/// <summary>
/// Which rows to show. At most one position is given; without one, the rows around the first unread, else the newest.
/// </summary>
/// <param name="Before">The rows just before this number.</param>
/// <param name="After">The rows just after this number.</param>
/// <param name="Around">The rows around this number.</param>
/// <param name="Since">
/// The rows from the first one on that was posted at this time or later; the newest when there is none.
/// </param>
/// <param name="Size">The maximum number of rows.</param>
public sealed record Window(
    long? Before = null, long? After = null, long? Around = null, DateTimeOffset? Since = null, int Size = Window.UsualSize)
{
    public const int UsualSize = 50;

    /// <summary>The last rows, regardless of what has been read.</summary>
    public static Window Newest(int size) => new(Around: long.MaxValue, Size: size);
}

/// <param name="Role">The viewer's role.</param>
/// <param name="Members">How many accounts take part.</param>
/// <param name="Cursor">The head of the snapshot that the rows are from.</param>
/// <param name="Rows">In order of number, without a gap; empty when the window has none.</param>
/// <param name="Last">The number of the window's last row; when it is empty, the number after which it would begin.</param>
/// <param name="LastNumber">The number of the discussion's last row; 0 when it has none.</param>
/// <param name="Pins">How many messages are pinned.</param>
/// <param name="FirstUnread">The number of the first unread message; null when all is read.</param>
/// <param name="ReadMark">The last number that the viewer has read; 0 when none.</param>
/// <param name="Generation">How often they set it back on purpose.</param>
public sealed record DiscussionPage(
    TabloId TabloId,
    string TabloName,
    Role Role,
    bool Archived,
    int Members,
    Cursor Cursor,
    IReadOnlyList<MessageRow> Rows,
    long Last,
    long LastNumber,
    int Pins,
    long? FirstUnread,
    long ReadMark,
    long Generation)
{
    /// <summary>The number of the first row; when there is none, the number that it would have.</summary>
    public long First => Last - Rows.Count + 1;

    /// <summary>True when no row follows the window, so that the next one to be posted belongs on the page.</summary>
    public bool ReachesTheEnd => Last == LastNumber;
}
