namespace Xtablo.Domain.Accounts;

/// <summary>How a person wants to have Xtablo.</summary>
/// <param name="TimeZone">An IANA name, such as <c>Europe/Paris</c>; null for that of the browser.</param>
/// <param name="HidesPresence">Whether others are told neither that they are here nor that they write.</param>
/// <param name="HasNoSingleKeys">Whether no shortcut may be a single key.</param>
public sealed record Preferences(string? TimeZone, Theme Theme, bool HidesPresence, bool HasNoSingleKeys)
{
    public static readonly Preferences Usual = new(null, Theme.System, HidesPresence: false, HasNoSingleKeys: false);
}
