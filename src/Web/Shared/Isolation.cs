using System.Text;

namespace Xtablo.Web.Shared;

/// <summary>
/// Names within a sentence of an attribute or a title, where there is no <c>bdi</c>: one that is written from right to left
/// turns nothing around it. https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
/// </summary>
internal static class Isolation
{
    /// <summary>Returns the name, between isolating signs when it needs them.</summary>
    public static string Isolated(this string name) =>
        name.EnumerateRunes().Any(IsRightToLeft) ? $"\u2068{name}\u2069" : name;

    private static bool IsRightToLeft(Rune rune) => rune.Value is
        (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF)
        or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
