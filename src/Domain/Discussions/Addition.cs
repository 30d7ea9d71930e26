using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

/// <summary>What posts have added to a discussion, and where its log then ends: all there is to store of them.</summary>
/// <param name="Head">The last sequence.</param>
/// <param name="LastNumber">The last number.</param>
/// <param name="ReadMarks">At most one of an account.</param>
public sealed record Addition(
    TabloId TabloId,
    long Head,
    long LastNumber,
    IReadOnlyList<LogEntry> Entries,
    IReadOnlyList<Message> Messages,
    IReadOnlyList<Message> Answered,
    IReadOnlyList<ReadMark> ReadMarks,
    IReadOnlyList<Mentioned> Mentioned);
