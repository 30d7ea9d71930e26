using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

public enum LogEntryKind
{
    Posted,
    Edited,
    Deleted,
    Reacted,
    Admitted,
    Removed,
    HandedOver,
}

/// <summary>
/// One thing that happened in a discussion. It refers to a message and never copies its text, so that a replay shows the
/// message as it is now.
/// </summary>
public sealed class LogEntry
{
    internal LogEntry(long sequence, LogEntryKind kind, MessageId messageId, AccountId actorId, DateTimeOffset at)
    {
        Sequence = sequence;
        Kind = kind;
        MessageId = messageId;
        ActorId = actorId;
        At = at;
    }

    /// <summary>1, 2, 3 … without gaps, in the order of the commits.</summary>
    public long Sequence { get; }

    public LogEntryKind Kind { get; }

    public MessageId MessageId { get; }

    public AccountId ActorId { get; }

    /// <summary>Whom the entry is about, such as the member removed; null when it is about the message alone.</summary>
    public AccountId? SubjectId { get; internal init; }

    /// <summary>For people only; nothing is ordered by it.</summary>
    public DateTimeOffset At { get; }
}
