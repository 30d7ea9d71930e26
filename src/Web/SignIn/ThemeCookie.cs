using Xtablo.Domain.Accounts;
using Xtablo.Web.Shared;

namespace Xtablo.Web.SignIn;

/// <summary>
/// Remembers in a browser the theme that was last chosen there, for the pages that are shown while nobody is signed in.
/// </summary>
internal static class ThemeCookie
{
    private const string Name = "xtablo-theme";

    /// <summary>The theme of a page, known before it is painted; null where the device decides.</summary>
    public static string? Theme(this HttpContext http)
    {
        var theme = http.User.Identity?.IsAuthenticated is true
            ? http.User.Preferences().Theme.Name()
            : http.Request.Cookies[SessionCookie.NameFor(http, Name)];
        return theme is "light" or "dark" ? theme : null;
    }

    public static void KeepTheme(this HttpContext http, Theme theme) => http.Response.Cookies.Append(
        SessionCookie.NameFor(http, Name),
        theme.Name(),
        new CookieOptions
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        });
}
