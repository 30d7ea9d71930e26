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
    MemberRenamed,

    /// <summary>Someone reacted to the message, or took that back.</summary>
    Reacted,

    /// <summary>The message that this one answers was edited or deleted.</summary>
    Requoted,

    /// <summary>The message was pinned, or is not any more.</summary>
    PinChanged,

    /// <summary>The notice of a pin.</summary>
    PinNoticed,
}

/// <summary>
/// One change of a discussion. It refers to a message and never copies its text, so that a replay shows the message as it is
/// now.
/// </summary>
/// <param name="Sequence">1, 2, 3 … without gaps, in the order of the commits.</param>
/// <param name="SubjectId">The account it is about, such as the removed member; null when it is about the message alone.</param>
/// <param name="At">For people only; nothing is ordered by it.</param>
public sealed record LogEntry(
    long Sequence, LogEntryKind Kind, MessageId MessageId, AccountId ActorId, AccountId? SubjectId, DateTimeOffset At)
{
    /// <summary>The account that stops taking part with this entry; null when there is none.</summary>
    public AccountId? Removes => Kind is LogEntryKind.Removed ? SubjectId : null;
}
