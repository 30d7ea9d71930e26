using System.Net;

namespace Xtablo.Web.Tests.Accounts;

public abstract class SignOutEverywhereTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_streams_of_two_browsers_end()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var elsewhere = await app.ElsewhereAsync(ada);
        using var here = await ada.FollowAsync(discussion);
        using var there = await elsewhere.FollowAsync("");
        await here.UntilReadyAsync();
        await there.NextAsync();

        using var answer = await ada.PostAsync("/account/sessions", []);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/sign-in", answer.Headers.Location?.OriginalString);
        Assert.Equal("""{"reason":"signed-out"}""", (await here.NextAsync("bye")).Data);
        Assert.Equal("""{"reason":"signed-out"}""", (await there.NextAsync("bye")).Data);
    }

    [Fact]
    public async Task The_cookies_of_both_let_nobody_in_any_more()
    {
        var ada = await app.SignedInAsync();
        var elsewhere = await app.ElsewhereAsync(ada);
        string[] copied = [await ada.SessionCookieAsync(), await elsewhere.SessionCookieAsync()];
        using var answer = await ada.PostAsync("/account/sessions", []);
        using var http = app.Server.CreateClient();
        foreach (var cookie in copied)
        {
            using var replay = new HttpRequestMessage(HttpMethod.Get, "/tablos") { Headers = { { "Cookie", cookie }, { "HX-Request", "true" } } };
            using var thief = await http.SendAsync(replay, Ct);

            Assert.Equal(HttpStatusCode.Unauthorized, thief.StatusCode);
        }
    }

    [Fact]
    public async Task Others_stay()
    {
        var ada = await app.SignedInAsync();
        var bob = await app.SignedInAsync("Bob");
        using var answer = await ada.PostAsync("/account/sessions", []);

        using var still = await bob.GetAsync("/account/sessions");

        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    public sealed class OnSqlite(SqliteApp app) : SignOutEverywhereTests(app);

    public sealed class OnPostgres(PostgresApp app) : SignOutEverywhereTests(app);
}
