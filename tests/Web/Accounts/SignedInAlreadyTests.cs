using System.Net;

namespace Xtablo.Web.Tests.Accounts;

/// <summary>Who asks for the forms of strangers while signed in.</summary>
public sealed class SignedInAlreadyTests(SqliteApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_led_on_to_where_they_were_going()
    {
        var ada = await app.SignedInAsync();
        using var answer = await ada.GetAsync("/sign-in?returnUrl=%2Faccount%2Ftokens");

        Assert.Equal((HttpStatusCode.SeeOther, "/account/tokens"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in?returnUrl=https%3A%2F%2Fevil.example")]
    [InlineData("/register")]
    [InlineData("/register?invitation=nonsense")]
    public async Task Without_such_a_place_they_choose(string path)
    {
        var ada = await app.SignedInAsync("Ada <Lovelace>");
        var page = await ada.ReadAsync(path);

        Assert.Contains("You are signed in as \u2068Ada &lt;Lovelace&gt;\u2069.", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/tablos\"", page, StringComparison.Ordinal);
        Assert.Contains("action=\"/sign-out\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Password\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_that_leads_to_registering_leads_them_to_joining()
    {
        var ada = await app.SignedInAsync();
        var link = await ada.InviteAsync(await ada.CreateTabloAsync());
        var bob = await app.SignedInAsync("Bob");
        using var answer = await bob.GetAsync($"/register?invitation={link.Split('/')[^1]}");

        Assert.Equal((HttpStatusCode.SeeOther, new Uri(link, UriKind.RelativeOrAbsolute).ToString()), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        await bob.JoinAsync(link);
    }

    [Fact]
    public async Task Signing_in_once_more_ends_the_session_that_the_browser_had()
    {
        var ada = await app.SignedInAsync();
        var before = await ada.SessionCookieAsync();
        using var stream = await ada.FollowAsync(await ada.CreateTabloAsync());
        await stream.UntilReadyAsync();
        using var again = await ada.SignInAsync();

        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Equal("""{"reason":"signed-out"}""", (await stream.NextAsync("bye")).Data);
        using var copied = new HttpRequestMessage(HttpMethod.Get, "/tablos");
        copied.Headers.Add("Cookie", before);
        copied.Headers.Add("HX-Request", "true");
        using var answer = await app.Visitor().Http.SendAsync(copied, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await ada.ReadAsync("/tablos");
    }
}
