namespace Xtablo.Domain.Discussions;

/// <summary>What a row written by the system reports.</summary>
public enum NoticeKind
{
    Joined,
    Left,
    Removed,
    HandedOver,
    Renamed,
    Archived,
    Restored,

    /// <summary>The operator made them the owner; the notice names nobody who did it.</summary>
    Appointed,

    /// <summary>A member has another name, which is the subject's; the actor's is the one before.</summary>
    MemberRenamed,

    Pinned,
    Unpinned,
}

/// <param name="ActorName">
/// The name, at the time, of the person who did it. For a person who joined that is the inviter; for a person who left, they
/// themselves.
/// </param>
/// <param name="SubjectName">
/// The name, at the time, of the person it is about; the new name of a tablo that was renamed; null when it is about the
/// tablo alone.
/// </param>
public sealed record Notice(NoticeKind Kind, string ActorName, string? SubjectName);
