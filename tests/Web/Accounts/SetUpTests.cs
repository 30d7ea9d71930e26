using System.Net;

namespace Xtablo.Web.Tests.Accounts;

public abstract class SetUpTests(XtabloApp app)
{
    private static readonly Dictionary<string, string> Ada = new() { ["Name"] = "Ada", ["Email"] = "ada@example.org", ["Password"] = "correct horse" };

    [Fact]
    public async Task Twenty_set_ups_at_once_make_exactly_one_account()
    {
        var visitors = Enumerable.Range(0, 20).Select(_ => app.Visitor()).ToList();
        using var start = await visitors[0].GetAsync("/");
        Assert.Equal("/setup", start.Headers.Location?.OriginalString);
        using var asked = await visitors[0].PostAsync("/setup", new(Ada) { ["Password"] = "short" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.StatusCode);
        foreach (var visitor in visitors)
        {
            using var page = await visitor.GetAsync("/setup");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }

        var answers = await Task.WhenAll(visitors.Select((visitor, i) =>
            visitor.PostAsync("/setup", new(Ada) { ["Email"] = $"ada{i}@example.org" })));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound));
        var winner = visitors[Array.FindIndex(answers, answer => answer.StatusCode == HttpStatusCode.SeeOther)];
        using var list = await winner.GetAsync("/tablos");
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        using var again = await app.Visitor().GetAsync("/setup");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using var later = await app.Visitor().GetAsync("/");
        Assert.Equal("/tablos", later.Headers.Location?.OriginalString);
    }

    public sealed class OnSqlite(SqliteApp app) : SetUpTests(app), IClassFixture<SqliteApp>;

    public sealed class OnPostgres(PostgresApp app) : SetUpTests(app), IClassFixture<PostgresApp>;
}
