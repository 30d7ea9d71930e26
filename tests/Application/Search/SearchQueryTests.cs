using Xtablo.Application.Search;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Search;

public sealed class SearchQueryTests
{
    private static readonly SearchInput Nothing = new(null, null, null, null, null, null, null, null);

    [Theory]
    [InlineData("2026-10-31", "Europe/Paris", "2026-10-30T23:00:00Z", "2026-10-31T23:00:00Z")]
    [InlineData("2026-11-01", "Pacific/Auckland", "2026-10-31T11:00:00Z", "2026-11-01T11:00:00Z")]
    [InlineData("2026-10-25", "Europe/Paris", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")] // of 25 hours
    [InlineData("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z")] // it had no midnight
    [InlineData("2026-10-31", null, "2026-10-31T00:00:00Z", "2026-11-01T00:00:00Z")]
    public void A_day_is_whole_in_its_zone(string day, string? zone, string from, string until)
    {
        var query = SearchQuery.Read(Nothing with { From = day, To = day, Tz = zone }, null);

        Assert.Equal((Time(from), Time(until)), (query.From, query.Until));
    }

    [Fact]
    public void The_first_and_the_last_day_there_are_can_be_asked_for()
    {
        foreach (var zone in (string[])["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
        {
            var query = SearchQuery.Read(Nothing with { From = "0001-01-01", To = "9999-12-31", Tz = zone }, null);
            Assert.Equal(DateTimeOffset.MaxValue, query.Until);
            Assert.True(query.From < Time("0001-01-02T00:00:00Z"));
        }
    }

    [Theory]
    [InlineData("2026-02-30", null, "date.unknown")]
    [InlineData("31.10.2026", null, "date.unknown")]
    [InlineData("2026-11-02", "2026-11-01", "search.order")]
    public void Days_that_are_none_are_refused(string from, string? to, string code) =>
        Assert.Equal(code, Assert.Throws<RefusedException>(() => SearchQuery.Read(Nothing with { From = from, To = to }, null)).Code);

    [Fact]
    public void A_windows_name_is_no_zone() => Assert.Throws<RefusedException>(() => SearchQuery.Read(Nothing with { Tz = "W. Europe Standard Time" }, null));

    [Fact]
    public void A_place_says_as_text_what_it_said()
    {
        var tablos = Enumerable.Range(0, 300).Select(_ => TabloId.New()).ToList();
        var place = new SearchPlace(tablos.Select((tablo, i) => (tablo, i * 1_000_000_000L)));
        var read = SearchPlace.TryParse($"{place}");

        Assert.Equal(Enumerable.Range(0, 300).Select(i => (long?)(i * 1_000_000_000L)), tablos.Select(read!.BeforeIn));
        Assert.Null(read.BeforeIn(TabloId.New()));
        Assert.InRange($"{place}".Length, 1, 5000);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
