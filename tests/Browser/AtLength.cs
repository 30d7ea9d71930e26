using System.Globalization;

namespace Xtablo.Browser.Tests;

/// <summary>
/// What takes minutes: a share of it, counted and without a time, as part of <c>./test</c>; all of it by <c>./test browser</c>, which
/// prints its figures.
/// </summary>
internal static class AtLength
{
    public const string Trait = "AtLength";

    private static readonly string Report = Environment.GetEnvironmentVariable("XTABLO_BROWSER_REPORT") ?? "";

    public static bool IsWanted => Report.Length > 0;

    public static void Say(FormattableString figures)
    {
        if (IsWanted)
        {
            File.AppendAllText(Report, figures.ToString(CultureInfo.InvariantCulture) + Environment.NewLine);
        }
    }
}
