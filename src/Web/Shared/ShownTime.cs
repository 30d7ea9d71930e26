using System.Globalization;
using System.Security.Claims;

namespace Xtablo.Web.Shared;

/// <summary>Times as they are read where no script shows them in the zone of the browser.</summary>
internal static class ShownTime
{
    /// <summary>Returns a time in the zone that the account has chosen, else in UTC, which it says.</summary>
    public static string For(this DateTimeOffset at, ClaimsPrincipal user)
    {
        var zone = user.Preferences().TimeZone is { } chosen && TimeZoneInfo.TryFindSystemTimeZoneById(chosen, out var known)
            ? known : null; // this system may know fewer zones than the one where it was chosen
        var shown = TimeZoneInfo.ConvertTime(at, zone ?? TimeZoneInfo.Utc)
            .ToString("d MMM yyyy, HH:mm", CultureInfo.CurrentCulture);
        return zone is null ? $"{shown} UTC" : shown;
    }

    /// <summary>Returns a time as a <c>time</c> element has it for scripts: ISO 8601, in UTC, to the second.</summary>
    public static string Stamp(this DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
