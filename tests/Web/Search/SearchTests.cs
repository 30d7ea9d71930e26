using System.Net;
using System.Text.RegularExpressions;

namespace Xtablo.Web.Tests.Search;

public abstract partial class SearchTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_of_a_tablo_leads_to_the_place_and_marks_what_was_found()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var row = await ada.SayAsync(discussion, "Der Weiß & <b> 🎉 end");

        var page = await ada.ReadAsync($"{discussion}/search?q=weiss+end");

        Assert.Contains($"href=\"{discussion}?around=1#message-{row.Id}\"", page, StringComparison.Ordinal);
        Assert.Equal(["Weiß", "end"], Marked().Matches(WebUtility.HtmlDecode(page)).Select(mark => mark.Groups["text"].Value));
        Assert.Contains("&lt;b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("value=\"weiss end\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Across_tablos_each_hit_comes_once_newest_first_whatever_is_posted_meanwhile()
    {
        var ada = await app.SignedInAsync();
        string[] discussions = [await ada.CreateTabloAsync("One"), await ada.CreateTabloAsync("Two"), await ada.CreateTabloAsync("Three")];
        for (var i = 1; i <= 60; i++)
        {
            await ada.SayAsync(discussions[i % 3], $"hit {i:00}.");
        }

        var found = new List<string>();
        for (var next = "/search?q=hit"; next is not null;)
        {
            var page = await ada.ReadAsync(next);
            found.AddRange(Hit().Matches(page).Select(hit => hit.Groups["text"].Value));
            next = Next().Match(page) is { Success: true } link ? $"/search{WebUtility.HtmlDecode(link.Groups["query"].Value)}" : null;
            await ada.WriteAsync(discussions[0], Enumerable.Range(0, 5).Select(i => $"hit new {i}"));
        }

        Assert.Equal(Enumerable.Range(1, 60).Reverse().Select(i => $" {i:00}."), found);
    }

    [Fact]
    public async Task The_people_of_my_tablos_are_those_with_whom_I_share_one()
    {
        var (ada, ben, carl) = (await app.SignedInAsync("Ada"), await app.SignedInAsync("Ben"), await app.SignedInAsync("Carl"));
        await ada.AdmitAsync(await ada.CreateTabloAsync(), ben);
        await carl.AdmitAsync(await carl.CreateTabloAsync(), ben);

        var people = await ada.ReadAsync("/search/people");

        Assert.Equal(["Ada", "Ben"], Named().Matches(people).Select(person => person.Groups["name"].Value));
    }

    [Fact]
    public async Task What_calls_me_is_a_page_of_its_own_until_it_calls_me_no_more()
    {
        var (ada, ben) = (await app.SignedInAsync("Ada"), await app.SignedInAsync("Ben"));
        var discussion = await ada.CreateTabloAsync();
        await ada.AdmitAsync(discussion, ben);
        var first = await ben.SayAsync(discussion, "@Ada one");
        await ben.SayAsync(discussion, "nobody");
        await ben.SayAsync(discussion, "@Ada two");
        var page = await ada.ReadAsync("/mentions");
        Assert.True(page.IndexOf(" two", StringComparison.Ordinal) < page.IndexOf(" one", StringComparison.Ordinal));
        Assert.DoesNotContain("nobody", page, StringComparison.Ordinal);

        using var deleted = await ben.PostAsync($"{discussion}/messages/{first.Id}/delete", []);
        Assert.DoesNotContain(first.Id, await ada.ReadAsync("/mentions"), StringComparison.Ordinal);
        Assert.DoesNotContain(discussion, await (await app.SignedInAsync("Cyd")).ReadAsync("/mentions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_nobody_called_is_told_so_and_not_to_search_otherwise()
    {
        var page = await (await app.SignedInAsync("Dan")).ReadAsync("/mentions");
        Assert.Contains("Nobody has mentioned you yet.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("fewer words", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from=2026-02-30", "from")]
    [InlineData("to=yesterday", "to")]
    [InlineData("from=2026-11-02&to=2026-11-01", "to")]
    [InlineData("tz=Mars/Olympus", "tz")]
    [InlineData("tz=..%2F..%2Fetc%2Fpasswd", "tz")]
    [InlineData("author=nobody", "author")]
    [InlineData("mentions=you", "mentions")]
    [InlineData("has=cheese", "has")]
    [InlineData("next=!!", "next")]
    [InlineData("next=AAAA", "next")]
    public async Task A_field_that_says_nothing_is_refused_with_the_form_and_the_text(string query, string field)
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        foreach (var address in (string[])["/search", $"{discussion}/search"])
        {
            using var answer = await ada.GetAsync($"{address}?q=kept&{query}");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("value=\"kept\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        var api = await ApiClient.OfAsync(ada);
        var problem = await ApiClient.JsonOf(api.GetAsync($"/api/search?q=kept&{query}"), HttpStatusCode.UnprocessableEntity);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("from=0001-01-01&to=9999-12-31&tz=Pacific/Auckland")]
    [InlineData("from=0001-01-01&to=9999-12-31&tz=America/New_York")]
    [InlineData("tz=")]
    [InlineData("q=%00&author=&from=&to=&mentions=&has=&next=")]
    [InlineData("q=%FF%FE")]
    [InlineData("q=%22")]
    public async Task Odd_input_is_answered(string query)
    {
        var ada = await app.SignedInAsync();
        await ada.ReadAsync($"/search?{query}");
        await ada.ReadAsync($"{await ada.CreateTabloAsync()}/search?{query}");
    }

    [Fact]
    public async Task A_token_finds_in_the_tablos_that_it_opens_and_no_others()
    {
        var ada = await app.SignedInAsync();
        var (one, other) = (await ada.CreateTabloAsync("One"), await ada.CreateTabloAsync("Other"));
        await ada.WriteAsync(one, ["the same words"]);
        await ada.WriteAsync(other, ["the same words"]);
        var (mine, theirs) = (one.Split('/')[2], other.Split('/')[2]);
        var all = await ApiClient.OfAsync(ada);
        var some = await ApiClient.OfAsync(ada, mine);

        Assert.Equal(2, await CountAsync(all, "q=words"));
        Assert.Equal(1, await CountAsync(all, $"q=words&tablo={theirs}"));
        Assert.Equal(1, await CountAsync(some, "q=words"));
        await ApiClient.JsonOf(some.GetAsync($"/api/search?q=words&tablo={theirs}"), HttpStatusCode.NotFound);
        var found = await ApiClient.JsonOf(some.GetAsync("/api/search?q=words"));
        Assert.Equal(mine, found.GetProperty("results")[0].GetProperty("tablo").GetString());
        Assert.Equal("the same words", found.GetProperty("results")[0].GetProperty("message").GetProperty("body").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, found.GetProperty("next").ValueKind);
    }

    private static async Task<int> CountAsync(ApiClient api, string query) =>
        (await ApiClient.JsonOf(api.GetAsync($"/api/search?{query}"))).GetProperty("results").GetArrayLength();

    [GeneratedRegex("<mark>(?<text>[^<]*)</mark>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marked();

    [GeneratedRegex("<bdi class=\"name\">(?<name>[^<]*)</bdi>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex("<mark>hit</mark>(?<text>[^<]*)</span>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hit();

    [GeneratedRegex("rel=\"next\" href=\"(?<query>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Next();

    public sealed class OnSqlite(SqliteApp app) : SearchTests(app);

    public sealed class OnPostgres(PostgresApp app) : SearchTests(app);
}
