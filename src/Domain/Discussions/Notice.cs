namespace Xtablo.Domain.Discussions;

/// <summary>What a row tells that the system wrote.</summary>
public enum NoticeKind
{
    Joined,
    Left,
    Removed,
    HandedOver,
}

/// <param name="ActorName">Who did it, by the name they had then. Who joined was invited by them; who left did it themselves.</param>
/// <param name="SubjectName">Whom it is about, by the name they had then.</param>
public sealed record Notice(NoticeKind Kind, string ActorName, string SubjectName);
