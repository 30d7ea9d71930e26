using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Xtablo.Web.SignIn;

internal static class ProtectorExtensions
{
    /// <summary>What was sealed; null for what is forged, of keys that are gone, or nothing.</summary>
    public static string? Open(this IDataProtector protector, string? seal)
    {
        try
        {
            return protector.Unprotect(seal ?? "");
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
