namespace Xtablo.Bench.Scenarios;

/// <summary>One figure of one server in one scenario.</summary>
/// <param name="What">With its unit, such as <c>posts/s</c>.</param>
/// <param name="MoreIsBetter">Otherwise less is.</param>
/// <param name="Size">What scenarios of one kind differ in; null for one that has no others.</param>
internal sealed record Measure(string Scenario, string What, string Server, double Value, bool MoreIsBetter, Size? Size = null);

/// <param name="Of">What there are so many of, such as <c>streams</c>.</param>
internal sealed record Size(string Of, int Count);
