namespace Xtablo.Web.SignIn;

/// <summary>
/// The addresses that programs call: they accept tokens and no cookies, respond with JSON, and never redirect.
/// </summary>
internal static class ApiAddresses
{
    public static bool Is(PathString path) => path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
