using System.Security.Claims;
using Xtablo.Domain.Accounts;

namespace Xtablo.Web.Shared;

/// <summary>How the caller of a request wants to have Xtablo: what differs from the usual is a claim.</summary>
internal static class PreferredByUser
{
    private const string ZoneClaim = "xtablo:zone";
    private const string ThemeClaim = "xtablo:theme";
    private const string HiddenClaim = "xtablo:hidden";
    private const string NoKeysClaim = "xtablo:no-keys";

    /// <summary>Those of everybody when nobody is signed in, and for a token.</summary>
    public static Preferences Preferences(this ClaimsPrincipal user) => new(
        user.FindFirstValue(ZoneClaim),
        Enum.TryParse<Theme>(user.FindFirstValue(ThemeClaim), out var theme) ? theme : Theme.System,
        user.HasClaim(claim => claim.Type == HiddenClaim),
        user.HasClaim(claim => claim.Type == NoKeysClaim));

    public static IEnumerable<Claim> ClaimsOf(Preferences preferences)
    {
        if (preferences.TimeZone is { } zone)
        {
            yield return new Claim(ZoneClaim, zone);
        }

        if (preferences.Theme is not Theme.System)
        {
            yield return new Claim(ThemeClaim, preferences.Theme.ToString());
        }

        if (preferences.HidesPresence)
        {
            yield return new Claim(HiddenClaim, "");
        }

        if (preferences.HasNoSingleKeys)
        {
            yield return new Claim(NoKeysClaim, "");
        }
    }
}
