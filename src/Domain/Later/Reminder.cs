using System.Globalization;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Later;

/// <summary>When someone wants to be reminded of a message: a moment that was still to come when they said so.</summary>
public sealed record Reminder
{
    private static readonly string[] Rfc3339 = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private Reminder(DateTimeOffset at) => At = at;

    /// <summary>In UTC, truncated to the microseconds that a database keeps.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Reads a time as it was typed; null or blank is none.</summary>
    /// <param name="typed">
    /// RFC 3339, or <c>YYYY-MM-DDTHH:mm</c> in a zone: of a time that comes twice, the first that is still to come.
    /// </param>
    /// <param name="zone">An IANA name; UTC when null or empty.</param>
    /// <exception cref="RefusedException">
    /// <c>time-zone.unknown</c>, also where the time needs no zone; <c>later.time</c> or <c>later.past</c>
    /// </exception>
    public static Reminder? From(string? typed, string? zone, DateTimeOffset now)
    {
        var clocks = TimeZones.Named(zone, "tz");
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var moments = MomentsIn(typed.Trim(), clocks);
        var at = moments.FirstOrDefault(moment => moment > now, moments[^1]);
        return at > now
            ? new(at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond)))
            : throw new RefusedException("later.past", "at");
    }

    private static IReadOnlyList<DateTimeOffset> MomentsIn(string typed, TimeZoneInfo zone)
    {
        var culture = CultureInfo.InvariantCulture;
        if (DateTime.TryParseExact(typed, "yyyy-MM-dd'T'HH:mm", culture, DateTimeStyles.None, out var local))
        {
            return zone.MomentsOf(local);
        }

        return HasOffset(typed)
            && DateTimeOffset.TryParseExact(typed.ToUpperInvariant(), Rfc3339, culture, DateTimeStyles.None, out var moment)
            ? [moment.ToUniversalTime()]
            : throw new RefusedException("later.time", "at");
    }

    /// <summary>Without one it would be read as a time of the server's own zone.</summary>
    private static bool HasOffset(string typed) => typed[^1] is 'Z' or 'z' || typed is [.., '+' or '-', _, _, ':', _, _];
}
