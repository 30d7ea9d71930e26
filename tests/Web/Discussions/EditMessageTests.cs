using System.Net;

namespace Xtablo.Web.Tests.Discussions;

public abstract class EditMessageTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<(Visitor Ada, string Discussion, Row Row)> StartAsync()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        return (ada, discussion, await ada.SayAsync(discussion, "Hello"));
    }

    [Fact]
    public async Task The_row_keeps_its_place_and_gets_the_text_and_a_higher_revision()
    {
        var (ada, discussion, row) = await StartAsync();
        await ada.SayAsync(discussion, "Another");
        using var answer = await EditAsync(ada, discussion, row, "Good day", row.Revision);

        var edited = Row.Single(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(row with { Body = "Good day", Revision = 3 }, edited);
        Assert.Equal(["Good day", "Another"], Row.All(await ada.ReadAsync(discussion)).Select(r => r.Body));
    }

    [Fact]
    public async Task It_says_that_it_was_edited()
    {
        var (ada, discussion, row) = await StartAsync();
        using var answer = await EditAsync(ada, discussion, row, "Good day", row.Revision);

        Assert.Contains("class=\"edited\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_streams_get_the_row_as_it_is_now()
    {
        var (ada, discussion, row) = await StartAsync();
        using var stream = await ada.FollowAsync(discussion);
        await stream.NextAsync("ready");
        using var answer = await EditAsync(ada, discussion, row, "Good day", row.Revision);

        var frame = await stream.NextAsync("message");
        Assert.EndsWith(".2", frame.Id, StringComparison.Ordinal);
        Assert.Equal((await answer.Content.ReadAsStringAsync(Ct)).Trim(), frame.Data);
    }

    [Fact]
    public async Task A_replay_shows_the_present_text_and_no_trace_of_the_old()
    {
        var (ada, discussion, row) = await StartAsync();
        using var edited = await EditAsync(ada, discussion, row, "Good day", row.Revision);
        using var stream = await ada.FollowAsync(discussion, after: "0");

        var frames = await stream.UntilReadyAsync();

        Assert.All(frames, frame => Assert.Equal("Good day", frame.Row.Body));
        Assert.EndsWith(".2", frames[^1].Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_edit_gets_409_with_the_text_kept_and_the_revision_that_it_would_overwrite()
    {
        var (ada, discussion, row) = await StartAsync();
        using var first = await EditAsync(ada, discussion, row, "Second", row.Revision);
        using var stale = await EditAsync(ada, discussion, row, "Third, typed for long", row.Revision);
        var form = await stale.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("Third, typed for long", form, StringComparison.Ordinal);
        Assert.Contains("name=\"revision\" value=\"2\"", form, StringComparison.Ordinal);
        Assert.Equal("Second", Row.Single(await ada.ReadAsync(discussion)).Body);
        using var again = await EditAsync(ada, discussion, row, "Third, typed for long", 2);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task The_present_text_is_no_change_and_so_is_an_edit_that_is_sent_again()
    {
        var (ada, discussion, row) = await StartAsync();
        using var once = await EditAsync(ada, discussion, row, "Good day", row.Revision);
        using var twice = await EditAsync(ada, discussion, row, "Good day", row.Revision);

        Assert.Equal(HttpStatusCode.OK, twice.StatusCode);
        Assert.Equal(2, Row.Single(await twice.Content.ReadAsStringAsync(Ct)).Revision);
    }

    [Fact]
    public async Task Of_a_deletion_and_an_edit_that_comes_after_it_the_deletion_stands_and_the_text_is_kept()
    {
        var (ada, discussion, row) = await StartAsync();
        using var deleted = await ada.PostAsync($"{discussion}/messages/{row.Id}/delete", [], htmx: true);
        using var answer = await EditAsync(ada, discussion, row, "What I meant was", row.Revision);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("What I meant was", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Null(Row.Single(await ada.ReadAsync(discussion)).Body);
    }

    [Theory]
    [InlineData("", "1", HttpStatusCode.UnprocessableEntity)]
    [InlineData("text", "x", HttpStatusCode.UnprocessableEntity)]
    [InlineData("text", "-1", HttpStatusCode.UnprocessableEntity)]
    public async Task A_wrong_field_is_said_with_the_text_kept(string body, string revision, HttpStatusCode status)
    {
        var (ada, discussion, row) = await StartAsync();
        using var answer = await ada.PostAsync($"{discussion}/messages/{row.Id}/edit", new() { ["body"] = body, ["revision"] = revision });

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scripts_one_edits_on_the_permalink_page()
    {
        var (ada, discussion, row) = await StartAsync();
        Assert.Contains("class=\"edit\"", await ada.ReadAsync($"{discussion}/messages/{row.Id}"), StringComparison.Ordinal);
        using var answer = await ada.PostAsync($"{discussion}/messages/{row.Id}/edit", new() { ["body"] = "Good day", ["revision"] = "1" });

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith(discussion, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("Good day", Row.Single(await ada.ReadAsync(discussion)).Body);
    }

    [Fact]
    public async Task To_a_stranger_a_message_and_one_that_is_not_there_are_the_same()
    {
        var (ada, discussion, row) = await StartAsync();
        var eve = await app.SignedInAsync("Eve");
        using var answer = await EditAsync(eve, discussion, row, "Mine now", row.Revision);
        using var nothing = await EditAsync(eve, discussion, row with { Id = Guid.CreateVersion7().ToString() }, "Mine now", row.Revision);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (answer.StatusCode, nothing.StatusCode));
        Assert.Equal(await nothing.Content.ReadAsStringAsync(Ct), await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal("Hello", Row.Single(await ada.ReadAsync(discussion)).Body);
    }

    [Fact]
    public async Task A_message_of_another_tablo_is_not_found_under_this_one()
    {
        var (ada, _, row) = await StartAsync();
        var other = await ada.CreateTabloAsync("Another");
        using var answer = await EditAsync(ada, other, row, "Wrong place", row.Revision);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> EditAsync(Visitor who, string discussion, Row row, string body, long revision) =>
        who.PostAsync($"{discussion}/messages/{row.Id}/edit", new() { ["body"] = body, ["revision"] = $"{revision}" }, htmx: true);

    public sealed class OnSqlite(SqliteApp app) : EditMessageTests(app);

    public sealed class OnPostgres(PostgresApp app) : EditMessageTests(app);
}
