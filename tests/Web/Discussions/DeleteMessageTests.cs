using System.Net;

namespace Xtablo.Web.Tests.Discussions;

public abstract class DeleteMessageTests(XtabloApp app)
{
    private const string Secret = "the code is marmalade";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<(Visitor Ada, string Discussion, Row Row)> StartAsync()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        return (ada, discussion, await ada.SayAsync(discussion, Secret));
    }

    [Fact]
    public async Task A_row_stays_that_says_so_and_its_number_is_not_given_out_again()
    {
        var (ada, discussion, row) = await StartAsync();
        using var answer = await DeleteAsync(ada, discussion, row);
        await ada.SayAsync(discussion, "Next");

        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(row with { Body = null, Revision = 2 }, Row.Single(html));
        Assert.Contains("This message was deleted.", html, StringComparison.Ordinal);
        Assert.Equal([1L, 2L], Row.All(await ada.ReadAsync(discussion)).Select(r => r.Number));
    }

    [Fact]
    public async Task The_text_is_gone_from_every_page_answer_and_stream()
    {
        var (ada, discussion, row) = await StartAsync();
        using var open = await ada.FollowAsync(discussion, after: "0");
        await open.UntilReadyAsync();
        using var answer = await DeleteAsync(ada, discussion, row);
        using var replay = await ada.FollowAsync(discussion, after: "0");
        using var postedAgain = await ada.TrySayAsync(discussion, Secret, row.ClientId);

        var texts = new List<string>
        {
            await answer.Content.ReadAsStringAsync(Ct),
            await postedAgain.Content.ReadAsStringAsync(Ct),
            await ada.ReadAsync(discussion),
            await ada.ReadAsync($"{discussion}?after=0", htmx: true),
            await ada.ReadAsync($"{discussion}/messages/{row.Id}"),
            (await open.NextAsync("message")).Raw,
        };
        texts.AddRange((await replay.UntilReadyAsync()).Select(frame => frame.Raw));

        Assert.True(texts.Count >= 7);
        Assert.Equal(HttpStatusCode.OK, postedAgain.StatusCode);
        Assert.All(texts, text => Assert.DoesNotContain("the code", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Again_is_no_entry()
    {
        var (ada, discussion, row) = await StartAsync();
        using var once = await DeleteAsync(ada, discussion, row);
        using var twice = await DeleteAsync(ada, discussion, row);

        Assert.Equal(HttpStatusCode.OK, twice.StatusCode);
        Assert.Equal(2, Row.Single(await twice.Content.ReadAsStringAsync(Ct)).Revision);
    }

    [Fact]
    public async Task What_was_deleted_is_not_unread()
    {
        var (ada, discussion, row) = await StartAsync();
        var ben = await app.SignedInAsync("Ben");
        await ada.AdmitAsync(discussion, ben);
        using var unread = await ben.PostAsync($"{discussion}/unread", new() { ["from"] = "1" });
        Assert.Contains("class=\"count\"", await ben.ReadAsync("/tablos"), StringComparison.Ordinal);
        using var deleted = await DeleteAsync(ada, discussion, row);

        Assert.DoesNotContain("class=\"count\"", await ben.ReadAsync("/tablos"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_had_been_sent_after_all_does_not_bring_it_back()
    {
        var (ada, discussion, _) = await StartAsync();
        var clientId = Guid.CreateVersion7().ToString();
        var row = await ada.SayAsync(discussion, Secret, clientId);
        using var carried = await ada.SignInAsync(more: new() { ["body"] = Secret, ["clientId"] = clientId, ["returnUrl"] = discussion });
        using var deleted = await DeleteAsync(ada, discussion, row);
        using var first = await DeleteAsync(ada, discussion, Row.All(await ada.ReadAsync(discussion))[0]);

        Assert.DoesNotContain("the code", await ada.ReadAsync(discussion), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scripts_one_deletes_on_the_permalink_page()
    {
        var (ada, discussion, row) = await StartAsync();
        Assert.Contains($"/messages/{row.Id}/delete", await ada.ReadAsync($"{discussion}/messages/{row.Id}"), StringComparison.Ordinal);
        using var answer = await ada.PostAsync($"{discussion}/messages/{row.Id}/delete", []);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith(discussion, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain($"/messages/{row.Id}/delete", await ada.ReadAsync($"{discussion}/messages/{row.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_may_not()
    {
        var (ada, discussion, row) = await StartAsync();
        var eve = await app.SignedInAsync("Eve");
        using var answer = await DeleteAsync(eve, discussion, row);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(Secret, Row.Single(await ada.ReadAsync(discussion)).Body);
    }

    private static Task<HttpResponseMessage> DeleteAsync(Visitor who, string discussion, Row row) =>
        who.PostAsync($"{discussion}/messages/{row.Id}/delete", [], htmx: true);

    public sealed class OnSqlite(SqliteApp app) : DeleteMessageTests(app);

    public sealed class OnPostgres(PostgresApp app) : DeleteMessageTests(app);
}
