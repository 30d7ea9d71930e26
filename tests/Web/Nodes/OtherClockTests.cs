using System.Net;
using System.Text.Json;

namespace Xtablo.Web.Tests.Nodes;

/// <summary>Two nodes of which one believes that it is five minutes later.</summary>
public sealed class OtherClockTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Rung = new() { ["Xtablo:Backplane"] = "postgres", ["Xtablo:RateLimits:Enabled"] = "true" };
    private readonly PostgresApp _right = new();
    private readonly AnotherNode _ahead;

    public OtherClockTests()
    {
        _ahead = new(_right) { Time = new Ahead(TimeSpan.FromMinutes(5)) };
        foreach (var (key, value) in Rung)
        {
            (_right.Settings[key], _ahead.Settings[key]) = (value, value);
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _right.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _ahead.DisposeAsync();
        await _right.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_signs_in_at_one_is_signed_in_at_the_other_until_they_sign_out_there(bool atTheOneAhead)
    {
        XtabloApp[] nodes = [_right, _ahead];
        var (here, there) = (nodes[atTheOneAhead ? 1 : 0], nodes[atTheOneAhead ? 0 : 1]);
        var ada = await _right.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var browser = here.Visitor();
        using var signedIn = await browser.SignInAsync(ada.Email);
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        using var elsewhere = ClientAt(there, browser);
        using var page = await elsewhere.GetAsync(discussion, Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using var stream = new SseStream(await elsewhere.GetAsync($"{discussion}/stream", HttpCompletionOption.ResponseHeadersRead, Ct));
        await stream.UntilReadyAsync();

        using var signedOut = await browser.PostAsync("/sign-out", []);

        Assert.Equal("""{"reason":"signed-out"}""", (await stream.NextAsync("bye")).Data);
        using var again = await elsewhere.GetAsync($"{discussion}/stream", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_invitation_of_one_admits_at_the_other(bool ofTheOneAhead)
    {
        XtabloApp[] nodes = [_right, _ahead];
        var (here, there) = (nodes[ofTheOneAhead ? 1 : 0], nodes[ofTheOneAhead ? 0 : 1]);
        var (ada, bob) = (await here.SignedInAsync(), await there.SignedInAsync("Bob"));
        var discussion = await ada.CreateTabloAsync();

        await bob.JoinAsync(await ada.InviteAsync(discussion));

        using var page = await bob.GetAsync(discussion);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Wrong_passwords_at_both_are_counted_as_at_one()
    {
        var ada = await _right.SignedInAsync();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            using var answer = await (i % 2 == 0 ? (XtabloApp)_right : _ahead).Visitor().SignInAsync(ada.Email, "guess");
            answers.Add(answer.StatusCode);
        }

        Assert.Equal((10, 2), (answers.Count(status => status is HttpStatusCode.UnprocessableEntity), answers.Count(status => status is HttpStatusCode.TooManyRequests)));
        using var refused = await _ahead.Visitor().SignInAsync(ada.Email);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Who_is_here_at_one_is_shown_at_the_other()
    {
        var (ada, bob) = (await _right.SignedInAsync(), await _right.SignedInAsync("Bob"));
        var discussion = await ada.CreateTabloAsync();
        await ada.AdmitAsync(discussion, bob);
        using var other = ClientAt(_ahead, bob);
        using var stream = new SseStream(await other.GetAsync($"{discussion}/stream", HttpCompletionOption.ResponseHeadersRead, Ct));
        await stream.NextAsync("presence");

        using var here = await ada.PostAsync($"{discussion}/here", new() { ["on"] = "true" });

        var shown = JsonDocument.Parse((await stream.NextAsync("presence")).Data!).RootElement.GetProperty("here");
        Assert.Equal($"{ada.Insider!.Account}", Assert.Single(shown.EnumerateArray()).GetProperty("id").GetString());
    }

    /// <summary>The browser of someone, which a proxy leads to another node.</summary>
    private static HttpClient ClientAt(XtabloApp node, Visitor person)
    {
        var client = node.CreateClient(new() { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("Cookie", person.Cookies!.GetCookieHeader(node.ClientOptions.BaseAddress));
        return client;
    }

    private sealed class Ahead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
