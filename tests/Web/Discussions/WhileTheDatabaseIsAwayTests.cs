using System.Net;
using Microsoft.Data.Sqlite;

namespace Xtablo.Web.Tests.Discussions;

public sealed class WhileTheDatabaseIsAwayTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_ends_with_503_and_the_text_kept_the_stream_stays_and_sending_it_again_stores_it_once()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var clientId = Guid.CreateVersion7().ToString();
        using var stream = await ada.FollowAsync(discussion);
        await stream.NextAsync("ready");

        await using (var another = new SqliteConnection(app.Database.ConnectionString))
        {
            await another.OpenAsync(Ct);
            await using var held = another.BeginTransaction(); // as a program does that copies the file
            using var answer = await ada.TrySayAsync(discussion, "Typed for <half> an hour", clientId, htmx: false);
            var page = await answer.Content.ReadAsStringAsync(Ct);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("Typed for &lt;half&gt; an hour</textarea>", page, StringComparison.Ordinal);
            Assert.Contains($"name=\"clientId\" value=\"{clientId}\"", page, StringComparison.Ordinal);
            Assert.Contains($"action=\"{discussion}\"", page, StringComparison.Ordinal);
        }

        var row = await ada.SayAsync(discussion, "Typed for <half> an hour", clientId);

        Assert.Equal(row, (await stream.NextAsync("message")).Row);
        Assert.Equal(row, Row.Single(await ada.ReadAsync(discussion)));
    }

    [Fact]
    public async Task A_program_hears_that_it_may_try_again()
    {
        var visitor = await app.SignedInAsync();
        var discussion = await visitor.CreateTabloAsync();
        var ada = await ApiClient.OfAsync(visitor);

        await using var another = new SqliteConnection(app.Database.ConnectionString);
        await another.OpenAsync(Ct);
        await using var held = another.BeginTransaction();
        using var answer = await ada.PostAsync($"/api/tablos/{discussion.Split('/')[2]}/messages", new { body = "Hello" });
        var problem = await ApiClient.JsonOf(Task.FromResult(answer), HttpStatusCode.ServiceUnavailable);

        Assert.Equal("request.database-away", problem.GetProperty("code").GetString());
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_log_says_so_in_a_line_for_each_and_traces_nothing()
    {
        var visitor = await app.SignedInAsync();
        var discussion = await visitor.CreateTabloAsync();
        var ada = await ApiClient.OfAsync(visitor);
        var before = app.Log.Count;

        await using (var another = new SqliteConnection(app.Database.ConnectionString))
        {
            await another.OpenAsync(Ct);
            await using var held = another.BeginTransaction();
            using var page = await visitor.TrySayAsync(discussion, "Hello", Guid.CreateVersion7().ToString());
            using var problem = await ada.PostAsync($"/api/tablos/{discussion.Split('/')[2]}/messages", new { body = "Hello" });
            using var made = await visitor.PostAsync("/tablos", new() { ["Name"] = "Kitchen" });
        }

        var lines = app.Log.Skip(before).ToList();
        Assert.Contains(lines, line => line.Contains("The database did not answer POST tablos/{tabloId:guid}/discussion", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("The database did not answer POST api/tablos/{tabloId:guid}/messages", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("The database did not answer POST tablos,", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("   at ", StringComparison.Ordinal));
    }
}
