using System.Globalization;
using System.Text.RegularExpressions;

namespace Xtablo.Faults.Tests.Checking;

/// <summary>What makes each text the only one of its kind, so that it can be found again in whatever is received.</summary>
public static partial class Marker
{
    public static string Of(int number) => string.Create(CultureInfo.InvariantCulture, $"mark{number}x");

    public static IReadOnlySet<string> AllIn(string text) => Pattern().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"mark\d+x", RegexOptions.None, 5000)]
    private static partial Regex Pattern();
}
