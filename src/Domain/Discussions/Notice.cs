namespace Xtablo.Domain.Discussions;

/// <summary>What a row tells that the system wrote.</summary>
public enum NoticeKind
{
    Joined,
    Left,
    Removed,
    HandedOver,
    Renamed,
    Archived,
    Restored,
}

/// <param name="ActorName">Who did it, by the name they had then. Who joined was invited by them; who left did it themselves.</param>
/// <param name="SubjectName">
/// Whom it is about, by the name they had then; the new name of a tablo that was renamed; null when it is about the tablo alone.
/// </param>
public sealed record Notice(NoticeKind Kind, string ActorName, string? SubjectName);
