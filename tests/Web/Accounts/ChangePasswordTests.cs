using System.Net;
using Xtablo.Application.Accounts;

namespace Xtablo.Web.Tests.Accounts;

public abstract class ChangePasswordTests(XtabloApp app)
{
    private const string Another = "a quite different one";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_new_one_lets_in()
    {
        var ada = await app.SignedInAsync();
        using var changed = await ChangeAsync(ada);
        using var old = await app.Visitor().SignInAsync(ada.Email);
        using var present = await app.Visitor().SignInAsync(ada.Email, Another);

        Assert.Equal("/account?saved=password", changed.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, old.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, present.StatusCode);
    }

    [Fact]
    public async Task Every_other_browser_is_signed_out_with_its_streams()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var elsewhere = await app.ElsewhereAsync(ada);
        using var stream = await elsewhere.FollowAsync(discussion);
        await stream.UntilReadyAsync();

        using var changed = await ChangeAsync(ada);

        Assert.Equal("""{"reason":"signed-out"}""", (await stream.NextAsync("bye")).Data);
        Assert.Null(await stream.NextAsync());
        using var there = await elsewhere.GetAsync(discussion, htmx: true);
        Assert.Equal(HttpStatusCode.Unauthorized, there.StatusCode);
    }

    [Fact]
    public async Task This_browser_goes_on_with_another_session_and_a_copied_cookie_is_dead()
    {
        var ada = await app.SignedInAsync();
        var copied = await ada.SessionCookieAsync();
        using var changed = await ChangeAsync(ada);
        using var here = await ada.GetAsync("/account");
        using var replay = new HttpRequestMessage(HttpMethod.Get, "/account") { Headers = { { "Cookie", copied }, { "HX-Request", "true" } } };
        using var thief = await app.Server.CreateClient().SendAsync(replay, Ct);

        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
        Assert.NotEqual(copied, await ada.SessionCookieAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, thief.StatusCode);
    }

    [Theory]
    [InlineData("not her password", Another, "PresentPassword-error\">This password is wrong.")]
    [InlineData("", Another, "PresentPassword-error\">This password is wrong.")]
    [InlineData("correct horse battery", "short", "Password-error\">A password needs at least 8 characters.")]
    public async Task What_is_wrong_is_said_beside_its_field_and_nothing_changes(string present, string password, string sentence)
    {
        var ada = await app.SignedInAsync();
        using var answer = await ada.PostAsync("/account", new() { ["PresentPassword"] = present, ["Password"] = password });
        using var still = await app.Visitor().SignInAsync(ada.Email);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains($"id=\"{sentence}", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Ada\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Another, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, still.StatusCode);
    }

    [Fact]
    public async Task A_reset_link_from_before_opens_no_more()
    {
        var ada = await app.SignedInAsync();
        var link = await app.Services.DoAsync<MakeResetLink, string?>(new(ada.Email));
        using var before = await app.Visitor().GetAsync(link!);
        using var changed = await ChangeAsync(ada);
        using var after = await app.Visitor().GetAsync(link!);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    private static Task<HttpResponseMessage> ChangeAsync(Visitor visitor) =>
        visitor.PostAsync("/account", new() { ["PresentPassword"] = Visitor.Password, ["Password"] = Another });

    public sealed class OnSqlite(SqliteApp app) : ChangePasswordTests(app);

    public sealed class OnPostgres(PostgresApp app) : ChangePasswordTests(app);
}
