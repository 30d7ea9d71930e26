using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Xtablo.Domain.Accounts;
using Xtablo.Web.Limits;

namespace Xtablo.Web.SignIn;

/// <summary>
/// Remembers in a browser that a person has signed in there with an e-mail. It authenticates nobody: its only effect is that
/// the failed sign-ins of that device are counted separately from those of strangers (<see cref="SignInThrottle"/>).
/// </summary>
internal sealed class DeviceCookie(IDataProtectionProvider protection)
{
    private const string Name = "xtablo-device";
    private readonly IDataProtector _protector = protection.CreateProtector("Xtablo.Device");

    /// <summary>Returns the id of this device; null when it has not signed in with this e-mail before.</summary>
    public string? Find(HttpContext http, string? email)
    {
        if (http.Request.Cookies[NameFor(http)] is not { } cookie || !EmailAddress.TryParse(email, out var parsed))
        {
            return null;
        }

        return _protector.Open(cookie)?.Split(' ', 2) is [var device, var known]
            && known.Equals(Same(parsed), StringComparison.Ordinal) ? device : null;
    }

    public void Remember(HttpContext http, string? email)
    {
        if (Find(http, email) is null && EmailAddress.TryParse(email, out var parsed))
        {
            var device = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            http.Response.Cookies.Append(NameFor(http), _protector.Protect($"{device} {Same(parsed)}"), new CookieOptions
            {
                HttpOnly = true,
                Secure = http.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            });
        }
    }

    private static string Same(EmailAddress email) => email.Value.Normalize().ToUpperInvariant();

    private static string NameFor(HttpContext http) => SessionCookie.NameFor(http, Name);
}
