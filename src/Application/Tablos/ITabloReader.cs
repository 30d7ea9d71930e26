using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tablos;

public interface ITabloReader
{
    /// <summary>The tablos that an account is a member of: active ones before archived ones, each group by name.</summary>
    Task<IReadOnlyList<TabloView>> ListAsync(AccountId member, CancellationToken ct);

    /// <summary>
    /// How the tablos that an account is a member of end now, in one query: no part of <see cref="ListAsync"/>, for streams ask
    /// that all the time.
    /// </summary>
    Task<IReadOnlyDictionary<TabloId, LastRow>> LastRowsAsync(AccountId member, CancellationToken ct);

    /// <summary>The tablos in which a member is not called by this very name.</summary>
    Task<IReadOnlyList<TabloId>> ListCalledOtherwiseAsync(AccountId member, DisplayName name, CancellationToken ct);

    Task<int> CountOwnedAsync(AccountId owner, CancellationToken ct);
}

/// <param name="Unread">
/// Undeleted messages of others beyond the member's read mark; notices never count. Counting stops at <see cref="MostUnread"/>.
/// </param>
/// <param name="ReadMark">The last number that the member has read; 0 when none.</param>
/// <param name="ReadSequence">Where the log ended when the mark was last moved; 0 when there is none.</param>
/// <param name="Generation">How often they set it back on purpose.</param>
/// <param name="Cursor">The head of the snapshot that all this is from.</param>
public sealed record TabloView(
    TabloId Id, string Name, Role Role, bool Archived, int Unread, int Mentions, long ReadMark, long ReadSequence,
    long Generation, Cursor Cursor)
{
    public const int MostUnread = 1000;

    /// <summary>A count as people read it: counting stops.</summary>
    public static string Shown(int count) => count < MostUnread ? $"{count}" : $"{MostUnread - 1}+";
}
