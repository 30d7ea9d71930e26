namespace Xtablo.Web.SignIn;

/// <summary>The addresses that programs call: tokens let in and cookies do not, answers are JSON, and nothing redirects.</summary>
internal static class ApiAddresses
{
    public static bool Is(PathString path) => path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
