namespace Xtablo.Application.Limits;

/// <summary>How often something may happen, to each key that is counted.</summary>
/// <param name="Name">Tells it from other limits.</param>
/// <param name="Most">How many may happen within any stretch; at least one.</param>
/// <param name="Stretch">Its length.</param>
public sealed record Limit(string Name, int Most, TimeSpan Stretch);
