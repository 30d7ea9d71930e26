using Xtablo.Faults.Tests.Checking;

namespace Xtablo.Faults.Tests.Rows;

/// <summary>A row in which the program broke its word.</summary>
public sealed class BrokenPromiseException(string row, IReadOnlyList<Violation> violations)
    : Exception($"{row}: {violations.Count} violations, such as\n{string.Join('\n', violations.Take(20).Select(violation => $"{violation.Rule}: {violation.What}"))}")
{
    public IReadOnlyList<Violation> Violations => violations;
}
