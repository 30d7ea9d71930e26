using System.Globalization;
using Xtablo.Domain.Common;
using Xtablo.Domain.Later;

namespace Xtablo.Domain.Tests.Later;

public class AskingForAReminderTests
{
    [Theory]
    [InlineData("2026-10-25T09:00", "Europe/Paris", "2026-10-24T10:00Z", "2026-10-25T08:00Z")] // tomorrow at 9:00, in winter time by then
    [InlineData("2026-03-29T02:30", "Europe/Paris", "2026-03-28T10:00Z", "2026-03-29T01:00Z")] // skipped: the first moment after
    [InlineData("2026-10-25T02:30", "Europe/Paris", "2026-10-24T10:00Z", "2026-10-25T00:30Z")] // comes twice
    [InlineData("2026-10-25T02:30", "Europe/Paris", "2026-10-25T00:45Z", "2026-10-25T01:30Z")] // the first has passed
    [InlineData("2026-11-24T09:00", "America/Sao_Paulo", "2026-11-24T11:59Z", "2026-11-24T12:00Z")]
    [InlineData("2026-11-24T09:00", null, "2026-11-24T08:00Z", "2026-11-24T09:00Z")]
    [InlineData("2026-11-24T09:00:00+05:30", "Europe/Paris", "2026-11-24T03:00Z", "2026-11-24T03:30Z")]
    [InlineData("2026-11-24t09:00:00.25z", null, "2026-11-24T03:00Z", "2026-11-24T09:00:00.25Z")]
    public void A_time_is_a_moment_that_is_still_to_come(string typed, string? zone, string now, string moment) =>
        Assert.Equal(Time(moment), Reminder.From(typed, zone, Time(now))!.At);

    [Theory]
    [InlineData("2026-11-24T08:55", "America/Sao_Paulo", "later.past")] // five minutes ago there, hours ahead as if it were UTC
    [InlineData("2026-11-24T12:00:00Z", null, "later.past")] // now
    [InlineData("2026-11-24T23:00:00+14:00", null, "later.past")]
    [InlineData("2026-11-24T23:00:00", null, "later.time")] // whose clock?
    [InlineData("2026-11-31T09:00", null, "later.time")]
    [InlineData("tomorrow", null, "later.time")]
    [InlineData("2026-11-25", null, "later.time")]
    [InlineData("2026-11-25T09:00", "Mars/Olympus", "time-zone.unknown")]
    [InlineData("2026-11-25T09:00:00Z", "Mars/Olympus", "time-zone.unknown")]
    [InlineData("", "Mars/Olympus", "time-zone.unknown")]
    public void What_has_passed_or_is_no_time_is_refused(string typed, string? zone, string code) =>
        Assert.Equal(code, Assert.Throws<RefusedException>(() => Reminder.From(typed, zone, Time("2026-11-24T12:00Z"))).Code);

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Without_a_time_there_is_no_reminder(string? typed) => Assert.Null(Reminder.From(typed, "Europe/Paris", Time("2026-11-24T12:00Z")));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
