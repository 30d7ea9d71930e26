namespace Xtablo.Web.Account;

/// <summary>The time zones of this machine, by the places that people know them by.</summary>
internal static class Places
{
    // Not sorted by the system, which looks up what each is called in words for that, for most of a second.
    private static readonly ILookup<string, (string Zone, string Place)> Zones = (
        from zone in TimeZoneInfo.GetSystemTimeZones(skipSorting: true)
        let parts = zone.Id.Split('/')
        select (Region: parts[0], zone.Id, Place: string.Join(", ", parts.Skip(1).Reverse()).Replace('_', ' ')))
        .OrderBy(zone => zone.Place, StringComparer.Ordinal)
        .ToLookup(zone => zone.Region, zone => (zone.Id, zone.Place), StringComparer.Ordinal);

    /// <summary>IANA names in the order of their places, each with its place, such as "Buenos Aires, Argentina".</summary>
    /// <param name="region">What such names begin with: "Europe".</param>
    public static IEnumerable<(string Zone, string Place)> In(string region) => Zones[region];
}
