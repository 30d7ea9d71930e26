using System.Globalization;

namespace Xtablo.Domain.Common;

/// <summary>A day as someone asks for it: that of their calendar, in their time zone.</summary>
public sealed record LocalDay(DateOnly Date, TimeZoneInfo Zone)
{
    /// <summary>Its first moment, which is not everywhere midnight.</summary>
    public DateTimeOffset Start => Zone.MomentsOf(Date.ToDateTime(TimeOnly.MinValue))[0];

    /// <summary>The moment after its last.</summary>
    public DateTimeOffset End =>
        Date == DateOnly.MaxValue ? DateTimeOffset.MaxValue : (this with { Date = Date.AddDays(1) }).Start;

    /// <param name="date"><c>YYYY-MM-DD</c>.</param>
    /// <param name="field">Which of the form a date that is none is said of.</param>
    /// <exception cref="RefusedException"><c>date.unknown</c></exception>
    public static LocalDay Parse(string date, TimeZoneInfo zone, string field)
    {
        ArgumentNullException.ThrowIfNull(date);
        return DateOnly.TryParseExact(date.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new(day, zone)
            : throw new RefusedException("date.unknown", field);
    }

    public bool Holds(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime) == Date;
}
