using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;

namespace Xtablo.Application.Realtime;

/// <summary>An entry of the log and the row it refers to, as the row is now.</summary>
/// <param name="Removes">The account that stops taking part with this entry; null when there is none.</param>
public sealed record StreamEntry(long Sequence, MessageRow Message, AccountId? Removes = null)
{
    public static StreamEntry Of(LogEntry entry, MessageRow row) => new(entry.Sequence, row, entry.Removes);
}

/// <param name="Head">The last sequence of the log when the page was read.</param>
/// <param name="Entries">
/// The entries after the requested sequence, in order and without a gap, up to a limit; empty when there are none. They mean
/// nothing to a cursor of another epoch.
/// </param>
public sealed record LogPage(Epoch Epoch, long Head, IReadOnlyList<StreamEntry> Entries)
{
    /// <summary>Of a discussion that has been deleted.</summary>
    public static readonly LogPage Gone = new(default, Head: -1, []);

    public bool IsGone => Head < 0;
}
