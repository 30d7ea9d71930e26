namespace Xtablo.Application.Operation;

public enum BackplaneKind
{
    /// <summary>Nodes look for news by themselves once a second.</summary>
    None,

    /// <summary>LISTEN and NOTIFY on the database.</summary>
    Postgres,

    Redis,
}

/// <summary>How the nodes of an installation wake each other.</summary>
public sealed record BackplaneSettings
{
    public static readonly BackplaneSettings None = new() { Kind = BackplaneKind.None };

    public required BackplaneKind Kind { get; init; }

    /// <summary>A configuration string of StackExchange.Redis; empty unless the kind is Redis.</summary>
    public string Redis { get; init; } = "";

    /// <param name="value">Returns the value of a key; null when there is none.</param>
    /// <exception cref="SettingException">A value is invalid, or does not go with the database.</exception>
    public static BackplaneSettings Read(Func<string, string?> value, string connectionString)
    {
        var (kind, redis) = (KindFrom(value(SettingKeys.Backplane) ?? "none"), value(SettingKeys.Redis));
        if (kind != BackplaneKind.None && !Settings.IsForPostgres(connectionString))
        {
            throw new SettingException(
                SettingKeys.Backplane,
                "it is for several nodes on one PostgreSQL; a SQLite file has one server, so leave it at 'none'.");
        }

        if (kind == BackplaneKind.Redis && redis is null)
        {
            throw new SettingException(
                SettingKeys.Redis, $"it must be set, to 'redis:6379' for example, when {SettingKeys.Backplane} is 'redis'.");
        }

        if (kind != BackplaneKind.Redis && redis is not null)
        {
            throw new SettingException(
                SettingKeys.Redis, $"it is used only when {SettingKeys.Backplane} is 'redis', so leave it out.");
        }

        return new BackplaneSettings { Kind = kind, Redis = redis ?? "" };
    }

    /// <summary>Omits the configuration of Redis, which may have a password, wherever the settings are printed.</summary>
    public override string ToString() => $"{Kind}";

    private static BackplaneKind KindFrom(string text) =>
        Enum.GetValues<BackplaneKind>().Cast<BackplaneKind?>()
            .FirstOrDefault(kind => $"{kind}".Equals(text, StringComparison.OrdinalIgnoreCase))
        ?? throw new SettingException(SettingKeys.Backplane, $"'{text}' is none of 'none', 'postgres' and 'redis'.");
}
