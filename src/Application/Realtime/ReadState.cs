namespace Xtablo.Application.Realtime;

/// <summary>
/// What the unread counts of an account depend on and no log tells: which tablos it is in, and its read marks there. Summed up,
/// so that two of them that differ are of different states.
/// </summary>
public sealed record ReadState(long Tablos, long Numbers, long Sequences, long Generations);
