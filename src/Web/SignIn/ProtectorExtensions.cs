using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Xtablo.Web.SignIn;

internal static class ProtectorExtensions
{
    /// <summary>Decrypts a text; returns null when it is missing, forged or encrypted with a key that is gone.</summary>
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
