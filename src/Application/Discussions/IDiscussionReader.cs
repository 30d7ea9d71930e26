using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>What members see of a discussion. To anyone else each answer is the one for a tablo that does not exist.</summary>
public interface IDiscussionReader
{
    /// <summary>A window of the rows and the cursor that fits it, both from one snapshot. Null when there is no such tablo.</summary>
    Task<DiscussionPage?> PageAsync(TabloId tabloId, AccountId member, Window window, CancellationToken ct);

    /// <summary>Null when there is no such message.</summary>
    Task<MessageRow?> MessageAsync(TabloId tabloId, AccountId member, MessageId message, CancellationToken ct);

    /// <summary>Null when the account does not take part.</summary>
    Task<Membership?> MembershipAsync(TabloId tabloId, AccountId account, CancellationToken ct);

    async Task<bool> TakesPartAsync(TabloId tabloId, AccountId account, CancellationToken ct) =>
        await MembershipAsync(tabloId, account, ct) is not null;
}

/// <param name="AdmittedAtSequence">
/// The sequence of the entry that admitted them last; 0 for who was there from the start. What removed them before it is history.
/// </param>
/// <param name="Head">The end of the log when this was read: whatever ends it since is an entry beyond.</param>
public sealed record Membership(Role Role, long AdmittedAtSequence, Cursor Head);

/// <summary>Which rows to show. At most one place is given; none: around the first unread, else the newest.</summary>
/// <param name="Before">The rows just before this number.</param>
/// <param name="After">The rows just after this number.</param>
/// <param name="Around">This number among its neighbours.</param>
/// <param name="Size">How many rows at most.</param>
public sealed record Window(long? Before = null, long? After = null, long? Around = null, int Size = Window.UsualSize)
{
    public const int UsualSize = 50;

    /// <summary>The last rows that there are, whatever has been read.</summary>
    public static Window Newest(int size) => new(Around: long.MaxValue, Size: size);
}

/// <param name="Cursor">The head of the snapshot that the rows are from.</param>
/// <param name="Rows">In order of number, without a gap; empty when there is none in the window.</param>
/// <param name="Last">Where the window ends: the number of its last row; when it is empty, the number after which it would begin.</param>
/// <param name="LastNumber">The number of the discussion's last row; 0 when it has none.</param>
/// <param name="FirstUnread">The number of the first unread message; null when all is read.</param>
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
    long? FirstUnread)
{
    /// <summary>The number of the first row; when there is none, the one that it would have.</summary>
    public long First => Last - Rows.Count + 1;

    /// <summary>True when no row is missing after the window, so that the next one to be posted belongs on the page.</summary>
    public bool ReachesTheEnd => Last == LastNumber;
}
