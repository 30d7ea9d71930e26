namespace Xtablo.Domain.Common;

/// <summary>Time zones by their IANA names, and the moments at which their clocks show a time.</summary>
public static class TimeZones
{
    /// <summary>Returns the name of the zone that someone chose; null when none was: the browser's own is used.</summary>
    /// <exception cref="RefusedException"><c>time-zone.unknown</c>; the field is <c>TimeZone</c>.</exception>
    public static string? ChosenFrom(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : Named(text.Trim(), "TimeZone").Id;

    /// <summary>Returns a zone; UTC when the name is null or empty.</summary>
    /// <param name="field">Which of the form an unknown name is said of.</param>
    /// <exception cref="RefusedException"><c>time-zone.unknown</c></exception>
    public static TimeZoneInfo Named(string? name, string field) =>
        string.IsNullOrEmpty(name) ? TimeZoneInfo.Utc
        : IsName(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId && zone.Id == name ? zone
        : throw new RefusedException("time-zone.unknown", field);

    /// <summary>
    /// Returns the moments at which the clocks of a zone show a time, in order: two where they are set back over it. A time that
    /// they skip is the first moment after the gap.
    /// </summary>
    public static IReadOnlyList<DateTimeOffset> MomentsOf(this TimeZoneInfo zone, DateTime local)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (zone.IsInvalidTime(local))
        {
            local = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
            while (zone.IsInvalidTime(local))
            {
                local = local.AddMinutes(1);
            }
        }

        return zone.IsAmbiguousTime(local)
            ? [.. zone.GetAmbiguousTimeOffsets(local).OrderDescending().Select(offset => At(local, offset))]
            : [At(local, zone.GetUtcOffset(local))];
    }

    private static DateTimeOffset At(DateTime local, TimeSpan offset) =>
        new(Math.Clamp(local.Ticks - offset.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);

    // Where the system keeps its zones there are copies too, such as right/Europe/Paris, which no browser knows.
    private static bool IsName(string text) =>
        text.Length <= 64
        && text is not ("localtime" or "Factory")
        && !text.StartsWith("posix", StringComparison.Ordinal)
        && !text.StartsWith("right/", StringComparison.Ordinal);
}
