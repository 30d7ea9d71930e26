using System.Globalization;

namespace Xtablo.Web.Shared;

internal static class SpokenLanguages
{
    /// <summary>The languages that the sentences are translated into, the default one first.</summary>
    public static readonly CultureInfo[] All = [.. Domain.Accounts.Languages.Tags.Select(tag => new CultureInfo(tag))];
}
