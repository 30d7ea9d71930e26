using System.Data.Common;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace Xtablo.Application.Operation;

/// <summary>The operator's settings; read once, at the start.</summary>
public sealed record Settings
{
    public const string ConnectionKey = SettingKeys.Connection;
    private const int DefaultRingCapacity = 512;

    /// <summary><c>Host=…</c> for PostgreSQL, <c>Data Source=…</c> for SQLite.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Whether the database is PostgreSQL, which several nodes may share.</summary>
    public bool IsOnPostgres => IsForPostgres(ConnectionString);

    /// <summary>An absolute path; the folder need not exist yet.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The address that people use; null when any host is accepted.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The proxies whose forwarded headers are trusted; empty for none.</summary>
    public IReadOnlyList<IPNetwork> KnownProxies { get; init; } = [];

    public bool OpenRegistration { get; init; }

    public bool RateLimits { get; init; } = true;

    /// <summary>Null when no mail is sent.</summary>
    public SmtpSettings? Smtp { get; init; }

    public BackplaneSettings Backplane { get; init; } = BackplaneSettings.None;

    /// <summary>How many entries of a discussion are kept in memory while a stream follows it; fewer is only slower.</summary>
    public int RingCapacity { get; init; } = DefaultRingCapacity;

    /// <summary>
    /// How long a server that is told to end goes on first, so that proxies turn to other nodes; zero for not at all.
    /// </summary>
    public TimeSpan Drain { get; init; }

    /// <summary>The collector of traces and metrics, without <c>/v1/…</c>; null when nothing is sent.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>The address of a page, to be sent to people: absolute when the public address is known, else the path.</summary>
    /// <param name="path">Begins with a slash.</param>
    public string LinkTo(string path) => PublicUrl is null ? path : new Uri(PublicUrl, path).AbsoluteUri;

    /// <exception cref="SettingException">A known key has a value that makes no sense, or a key of ours is unknown.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        SettingKeys.RefuseUnknown(configuration);
        var data = Path.GetFullPath(Value(SettingKeys.DataDirectory) ?? DefaultDataDirectory());
        var connection = Value(ConnectionKey) ?? $"Data Source={Path.Combine(data, "xtablo.db")}";
        return new Settings
        {
            ConnectionString = connection,
            DataDirectory = data,
            PublicUrl = Value(SettingKeys.PublicUrl) is { } url ? PublicUrlFrom(url) : null,
            KnownProxies = [.. Values(SettingKeys.KnownProxies).Select(ProxyFrom)],
            OpenRegistration = Switch(SettingKeys.OpenRegistration, whenAbsent: false),
            RateLimits = Switch(SettingKeys.RateLimits, whenAbsent: true),
            Smtp = SmtpSettings.Read(Value),
            Backplane = BackplaneSettings.Read(Value, connection),
            RingCapacity = Value(SettingKeys.RingCapacity) is { } capacity ? RingCapacityFrom(capacity) : DefaultRingCapacity,
            Drain = Value(SettingKeys.DrainSeconds) is { } seconds ? DrainFrom(seconds) : TimeSpan.Zero,
            OtlpEndpoint = Value(SettingKeys.OtlpEndpoint) is { } collector ? OtlpEndpointFrom(collector) : null,
        };

        string? Value(string key) =>
            configuration[SettingKeys.PathOf(key)] is { } value && value.Trim().Length > 0 ? value.Trim() : null;

        // A list may be written as one value with commas or as key__0, key__1 …
        IEnumerable<string> Values(string key) => Value(key) is { } list
            ? list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : configuration.GetSection(SettingKeys.PathOf(key)).GetChildren().Select(child => child.Value?.Trim() ?? "");

        bool Switch(string key, bool whenAbsent) => Value(key) is not { } value
            ? whenAbsent
            : bool.TryParse(value, out var on)
                ? on
                : throw new SettingException(key, $"'{value}' is neither 'true' nor 'false'.");
    }

    /// <summary>False also for what is no connection string, which is refused where it is used.</summary>
    internal static bool IsForPostgres(string connectionString)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey("Host");
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string DefaultDataDirectory()
    {
        var local = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return local.Length > 0
            ? Path.Combine(local, "xtablo")
            : throw new SettingException(
                SettingKeys.DataDirectory, "this user has no home folder, so say where the data is to be kept.");
    }

    private static int RingCapacityFrom(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var capacity) && capacity is >= 1 and <= 100_000
            ? capacity
            : throw new SettingException(SettingKeys.RingCapacity, $"'{text}' is not a number from 1 to 100000.");

    private static TimeSpan DrainFrom(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 300
            ? TimeSpan.FromSeconds(seconds)
            : throw new SettingException(SettingKeys.DrainSeconds, $"'{text}' is not a number of seconds from 0 to 300.");

    private static Uri OtlpEndpointFrom(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var parsed)
        && parsed is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }
            ? parsed
            : throw new SettingException(
                SettingKeys.OtlpEndpoint, $"'{address}' is not the address of a collector, such as 'http://localhost:4318'.");

    private static Uri PublicUrlFrom(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed)
        && parsed.Scheme is "http" or "https"
        && parsed is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? new UriBuilder(parsed) { Host = parsed.IdnHost }.Uri // in ASCII, as browsers name it
            : throw new SettingException(SettingKeys.PublicUrl, $"'{url}' is not an address such as 'https://chat.example.org'.");

    private static IPNetwork ProxyFrom(string proxy)
    {
        if (IPNetwork.TryParse(proxy, out var network))
        {
            return network;
        }

        // .NET also reads 10.1 as 10.0.0.1, which is not what the operator meant.
        return IPAddress.TryParse(proxy, out var address)
            && (proxy.Contains(':', StringComparison.Ordinal) || proxy.Count(c => c == '.') == 3)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new SettingException(
                SettingKeys.KnownProxies, $"'{proxy}' is neither an IP address nor a network such as '10.0.0.0/8'.");
    }
}
