using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Xtablo.Application.Operation;

/// <summary>The keys that Xtablo knows, as they are written in the environment; what is read must be among them.</summary>
internal static partial class SettingKeys
{
    public const string Connection = "ConnectionStrings__Xtablo";
    public const string DataDirectory = "Xtablo__DataDirectory";
    public const string PublicUrl = "Xtablo__PublicUrl";
    public const string KnownProxies = "Xtablo__KnownProxies";
    public const string OpenRegistration = "Xtablo__OpenRegistration";
    public const string RateLimits = "Xtablo__RateLimits__Enabled";
    public const string SmtpHost = "Xtablo__Smtp__Host";
    public const string SmtpPort = "Xtablo__Smtp__Port";
    public const string SmtpUser = "Xtablo__Smtp__User";
    public const string SmtpPassword = "Xtablo__Smtp__Password";
    public const string SmtpFrom = "Xtablo__Smtp__From";
    public const string RingCapacity = "Xtablo__Realtime__RingCapacity";
    public const string DrainSeconds = "Xtablo__DrainSeconds";
    public const string Backplane = "Xtablo__Backplane";
    public const string Redis = "Xtablo__Redis";
    public const string OtlpEndpoint = "Xtablo__Otlp__Endpoint";

    private static readonly string[] All =
    [
        Connection, DataDirectory, PublicUrl, KnownProxies, OpenRegistration, RateLimits,
        SmtpHost, SmtpPort, SmtpUser, SmtpPassword, SmtpFrom, RingCapacity, DrainSeconds, Backplane, Redis,
        OtlpEndpoint,
    ];

    /// <summary>The key as configuration has it, whatever it was set by.</summary>
    public static string PathOf(string key) => All.Contains(key, StringComparer.Ordinal)
        ? key.Replace("__", ":", StringComparison.Ordinal)
        : throw new InvalidOperationException($"{key} is read and not in the list of the keys that are known.");

    /// <summary>
    /// Refuses a key that begins as ours do and is none: it would change nothing, and whoever misspelt it would not hear of it.
    /// </summary>
    /// <exception cref="SettingException">One is set.</exception>
    public static void RefuseUnknown(IConfiguration configuration)
    {
        foreach (var (path, _) in configuration.GetSection("Xtablo").AsEnumerable())
        {
            var key = path.Replace(":", "__", StringComparison.Ordinal);
            var isSet = key.Contains("__", StringComparison.Ordinal) && !configuration.GetSection(path).GetChildren().Any();
            if (isSet && !IsKnown(key))
            {
                var nearest = All.MinBy(known => DistanceOf(known, key));
                throw new SettingException(key, $"there is no such setting; the nearest is {nearest}.");
            }
        }
    }

    private static bool IsKnown(string key) =>
        All.Contains(key, StringComparer.OrdinalIgnoreCase)
        || KnownProxies.Equals(Number().Replace(key, ""), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Zero for the beginning of a key; else how many letters have to be inserted, deleted or changed (Levenshtein).
    /// </summary>
    private static int DistanceOf(string known, string typed)
    {
        if (known.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        var (one, other) = (known.ToUpperInvariant(), typed.ToUpperInvariant());
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                left = Math.Min(Math.Min(left, row[j]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], left);
            }
        }

        return row[^1];
    }

    [GeneratedRegex("__[0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
