using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

public enum LogEntryKind
{
    Posted,
    Edited,
    Deleted,
    Admitted,
    Removed,
    HandedOver,
    Renamed,
    Archived,
    Restored,
}

/// <summary>
/// One thing that happened in a discussion. It refers to a message and never copies its text, so that a replay shows the
/// message as it is now.
/// </summary>
/// <param name="Sequence">1, 2, 3 … without gaps, in the order of the commits.</param>
/// <param name="SubjectId">Whom the entry is about, such as the member removed; null when it is about the message alone.</param>
/// <param name="At">For people only; nothing is ordered by it.</param>
public sealed record LogEntry(
    long Sequence, LogEntryKind Kind, MessageId MessageId, AccountId ActorId, AccountId? SubjectId, DateTimeOffset At)
{
    /// <summary>Whose part in the discussion ends with this entry; null for nobody's.</summary>
    public AccountId? Removes => Kind is LogEntryKind.Removed ? SubjectId : null;
}
