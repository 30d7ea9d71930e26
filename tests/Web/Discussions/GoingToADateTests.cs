using System.Globalization;
using System.Net;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>A date leads to the first message of that day, as days are where one is.</summary>
public abstract class GoingToADateTests(XtabloApp app)
{
    private static readonly DateOnly Day = new(2026, 3, 10);

    [Theory]
    [InlineData(0, null, "late")]
    [InlineData(0, "America/New_York", "late")]
    [InlineData(1, null, "next")]
    [InlineData(1, "Europe/Paris", "late")] // half past midnight
    [InlineData(1, "Pacific/Auckland", "late")]
    [InlineData(-300, "Pacific/Auckland", "first")]
    public async Task A_date_leads_to_its_first_message_in_the_zone_of_who_asks(int days, string? zone, string expected)
    {
        var (ada, discussion) = await WithTwoEveningsAsync();
        var rows = Row.All(await ada.ReadAsync(AddressOf(discussion, Day.AddDays(days), zone)));

        Assert.Equal(expected, rows[0].Body);
        Assert.Equal("next", rows[^1].Body);
    }

    [Fact]
    public async Task Of_many_messages_the_window_begins_where_the_day_does()
    {
        var (ada, discussion) = await WithTwoEveningsAsync();
        await ada.WriteAsync(discussion, Enumerable.Range(1, 70).Select(i => $"so {i}"));
        await PostedAtAsync("so %", Day.AddDays(1), 23.8);
        await ada.WriteAsync(discussion, Enumerable.Range(1, 70).Select(i => $"then {i}"));
        await PostedAtAsync("then %", Day.AddDays(2), 12);
        var page = await ada.ReadAsync(AddressOf(discussion, Day.AddDays(2), null));

        Assert.Equal(Enumerable.Range(1, 50).Select(i => $"then {i}"), Row.All(page).Select(row => row.Body));
        Assert.Contains(" data-begins=\"74\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_on_which_nothing_was_written_leads_to_the_next_and_says_so()
    {
        var (ada, discussion) = await WithTwoEveningsAsync();
        await ada.SayAsync(discussion, "days later");
        await PostedAtAsync("days later", Day.AddDays(4), 12);
        var empty = await ada.ReadAsync(AddressOf(discussion, Day.AddDays(2), null));
        var later = await ada.ReadAsync(AddressOf(discussion, Day.AddDays(9), null));

        Assert.Equal("days later", Row.All(empty)[0].Body);
        Assert.Contains("Nothing was written on that day. The next message is shown.", empty, StringComparison.Ordinal);
        Assert.Contains("Nothing was written on that day or later.", later, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was written", await ada.ReadAsync(AddressOf(discussion, Day, null)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("on=2026-02-30", "This is no date.")]
    [InlineData("on=yesterday", "This is no date.")]
    [InlineData("on=2026-10-31&tz=Mars/Olympus", "There is no such time zone.")]
    public async Task What_is_no_date_is_said_and_kept(string query, string sentence)
    {
        var (ada, discussion) = await WithTwoEveningsAsync();
        using var answer = await ada.GetAsync($"{discussion}?{query}");
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.Contains($"name=\"on\" value=\"{query.Split('=', '&')[1]}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0001-01-01", "Pacific/Kiritimati", "first")]
    [InlineData("0001-01-01", "Pacific/Pago_Pago", "first")]
    [InlineData("9999-12-31", "Pacific/Pago_Pago", "first")] // the newest: there are three
    public async Task The_ends_of_time_are_dates_too(string date, string zone, string expected)
    {
        var (ada, discussion) = await WithTwoEveningsAsync();

        Assert.Equal(expected, Row.All(await ada.ReadAsync($"{discussion}?on={date}&tz={zone}"))[0].Body);
    }

    /// <summary>At noon "first", on the next day half an hour before the midnight of UTC "late", a day after that "next".</summary>
    private async Task<(Visitor Ada, string Discussion)> WithTwoEveningsAsync()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        await ada.WriteAsync(discussion, ["first", "late", "next"]);
        await PostedAtAsync("first", Day.AddDays(-1), 12);
        await PostedAtAsync("late", Day, 23.5);
        await PostedAtAsync("next", Day.AddDays(1), 23.5);
        return (ada, discussion);
    }

    /// <summary>In whichever tablo: these texts are always of that time.</summary>
    private Task PostedAtAsync(string text, DateOnly day, double hour) => app.Database.ExecuteAsync(
        $"UPDATE messages SET posted_at = {app.Database.Sql(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue).AddHours(hour), TimeSpan.Zero))} WHERE body LIKE '{text}'");

    private static string AddressOf(string discussion, DateOnly day, string? zone) =>
        $"{discussion}?on={day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{(zone is null ? "" : $"&tz={zone}")}";

    public sealed class OnSqlite(SqliteApp app) : GoingToADateTests(app);

    public sealed class OnPostgres(PostgresApp app) : GoingToADateTests(app);
}
