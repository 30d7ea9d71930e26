using Xunit;

namespace Xtablo.Architecture.Tests;

internal static class Offenders
{
    /// <summary>Fails with the whole list, which Assert.Empty would cut short.</summary>
    public static void AreNone(IEnumerable<string> offenders)
    {
        var all = offenders.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
