namespace Xtablo.Infrastructure.Persistence.Postgres;

/// <summary>What happened lately under one limit to one key. Times are the database's own: no two clocks are compared.</summary>
internal sealed class LimitCountRow
{
    public required string LimitName { get; init; }

    public required string Key { get; init; }

    /// <summary>What counts, the oldest first; no more than the limit has places.</summary>
    public required DateTimeOffset[] Happened { get; init; }

    /// <summary>Attempts under way, the oldest first; those of a node that was killed are in it for half a minute.</summary>
    public required DateTimeOffset[] Begun { get; init; }

    /// <summary>Whether who asked last was let in.</summary>
    public required bool IsAdmitted { get; init; }
}
