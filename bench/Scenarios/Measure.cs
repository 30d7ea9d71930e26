namespace Xtablo.Bench.Scenarios;

/// <summary>One figure of one server in one scenario.</summary>
/// <param name="What">With its unit, such as <c>posts/s</c>.</param>
/// <param name="MoreIsBetter">Otherwise less is.</param>
internal sealed record Measure(string Scenario, string What, string Server, double Value, bool MoreIsBetter);
