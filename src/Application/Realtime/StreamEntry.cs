using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;

namespace Xtablo.Application.Realtime;

/// <summary>An entry of the log and the row it refers to, as the row is now.</summary>
/// <param name="Removes">Whose part in the discussion ends with this entry; null for nobody's.</param>
public sealed record StreamEntry(long Sequence, MessageRow Message, AccountId? Removes = null)
{
    public static StreamEntry Of(LogEntry entry, MessageRow row) => new(entry.Sequence, row, entry.Removes);
}

/// <param name="Head">The last sequence of the log when the page was read.</param>
/// <param name="Entries">
/// What follows the sequence asked for, in order and without a gap, a limited number; empty when nothing does. They mean
/// nothing to a cursor of another epoch.
/// </param>
public sealed record LogPage(Epoch Epoch, long Head, IReadOnlyList<StreamEntry> Entries);
