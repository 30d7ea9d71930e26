using System.Globalization;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Tests.Common;

public class LocalTimesTests
{
    [Theory]
    [InlineData("Europe/Paris", "2026-10-25T09:00", "2026-10-25T08:00Z")] // the day on which summer time ends
    [InlineData("Europe/Paris", "2026-03-29T02:10", "2026-03-29T01:00Z")] // the clocks go from 2:00 to 3:00
    [InlineData("Europe/Paris", "2026-03-29T02:59", "2026-03-29T01:00Z")]
    [InlineData("Europe/Paris", "2026-03-29T03:00", "2026-03-29T01:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:20", "2026-10-03T15:30Z")] // they skip half an hour
    [InlineData("", "2026-10-25T09:00", "2026-10-25T09:00Z")]
    public void A_time_of_the_clock_is_a_moment_and_one_that_is_skipped_the_first_after_it(string zone, string local, string moment) =>
        Assert.Equal([Time(moment)], MomentsOf(zone, local));

    [Fact]
    public void A_time_over_which_the_clocks_are_set_back_comes_twice() =>
        Assert.Equal([Time("2026-10-25T00:30Z"), Time("2026-10-25T01:30Z")], MomentsOf("Europe/Paris", "2026-10-25T02:30"));

    [Theory]
    [InlineData("Pacific/Kiritimati", "0001-01-01T00:00")]
    [InlineData("Pacific/Pago_Pago", "9999-12-31T23:59")]
    public void What_lies_beyond_all_moments_is_the_nearest(string zone, string local) => Assert.Single(MomentsOf(zone, local));

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("../../etc/passwd")]
    [InlineData("right/Europe/Paris")]
    [InlineData("W. Europe Standard Time")]
    [InlineData(" Europe/Paris")]
    public void A_zone_without_such_a_name_is_refused(string name)
    {
        var refused = Assert.Throws<RefusedException>(() => TimeZones.Named(name, "tz"));

        Assert.Equal(("time-zone.unknown", "tz"), (refused.Code, refused.Field));
    }

    [Fact]
    public void A_day_of_the_change_has_its_hours()
    {
        var day = LocalDay.Parse("2026-10-25", TimeZones.Named("Europe/Paris", "tz"), "on");

        Assert.Equal(TimeSpan.FromHours(25), day.End - day.Start);
        Assert.True(day.Holds(day.Start) && !day.Holds(day.End));
    }

    private static IReadOnlyList<DateTimeOffset> MomentsOf(string zone, string local) =>
        TimeZones.Named(zone, "tz").MomentsOf(DateTime.Parse(local, CultureInfo.InvariantCulture));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
