namespace Xtablo.Web.Account;

/// <summary>The time zones of this machine, by the places that people know them by.</summary>
internal static class Places
{
    private static readonly ILookup<string, (string Zone, string Place)> Zones = (
        from zone in TimeZoneInfo.GetSystemTimeZones()
        let parts = zone.Id.Split('/')
        let place = string.Join(", ", parts.Skip(1).Reverse()).Replace('_', ' ')
        orderby place
        select (Region: parts[0], zone.Id, place))
        .ToLookup(zone => zone.Region, zone => (zone.Id, zone.place), StringComparer.Ordinal);

    /// <summary>IANA names in the order of their places, each with its place, such as "Buenos Aires, Argentina".</summary>
    /// <param name="region">What such names begin with: "Europe".</param>
    public static IEnumerable<(string Zone, string Place)> In(string region) => Zones[region];
}
