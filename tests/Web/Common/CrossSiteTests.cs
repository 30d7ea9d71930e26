using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Xtablo.Web.Tests.Common;

/// <summary>What another site has a browser do here.</summary>
public sealed class CrossSiteTests(SqliteApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cross-site", null, HttpStatusCode.Forbidden)]
    [InlineData("same-site", "http://localhost", HttpStatusCode.Forbidden)]
    [InlineData("cross-site", "http://localhost", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", "http://localhost", HttpStatusCode.OK)]
    [InlineData("none", null, HttpStatusCode.OK)]
    [InlineData(null, "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData(null, "http://localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData(null, "null", HttpStatusCode.Forbidden)]
    [InlineData(null, "http://localhost", HttpStatusCode.OK)]
    [InlineData(null, null, HttpStatusCode.OK)]
    public async Task A_post_and_a_stream_are_for_pages_of_this_site(string? site, string? origin, HttpStatusCode expected)
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        Add(ada, site, origin);

        using var stream = await ada.FollowAsync(discussion);
        using var streams = await ada.Http.GetAsync(new Uri("/stream?after=nonsense", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Ct);
        using var other = await ada.Http.GetAsync(new Uri("/Stream/?after=nonsense", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Ct); // routing takes it for the same
        using var post = await ada.TrySayAsync(discussion, "Hello");

        Assert.Equal([expected, expected, expected, expected], [stream.Status, streams.StatusCode, other.StatusCode, post.StatusCode]);
        Assert.False(post.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(stream.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_link_from_another_site_opens_the_page()
    {
        var ada = await app.SignedInAsync();
        Add(ada, "cross-site", null);

        using var page = await ada.GetAsync("/tablos");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task A_token_that_the_program_brings_itself_is_looked_at_wherever_it_comes_from()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tablos");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer xt_none");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "cross-site");
        using var answer = await app.Visitor().Http.SendAsync(request, Ct);

        Assert.NotEqual(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Behind_a_proxy_that_is_not_known_the_cookies_are_secure_when_the_public_address_is()
    {
        await using var https = new SqliteApp();
        https.Settings["Xtablo:PublicUrl"] = "https://localhost";
        await https.InitializeAsync();
        var visitor = https.Visitor();
        using var page = await visitor.GetAsync("/setup");
        var cookie = page.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        Assert.StartsWith("__Host-xtablo-form-", cookie, StringComparison.Ordinal);
        Assert.Matches("; path=/; secure; samesite=lax; httponly$", page.Headers.GetValues("Set-Cookie").Single());
        Assert.Equal("max-age=31536000", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")));
        visitor.Http.DefaultRequestHeaders.Add("Cookie", cookie); // it came over plain http here, where a Secure one is not kept
        var token = (await page.Content.ReadAsStringAsync(Ct)).Split("__RequestVerificationToken\" type=\"hidden\" value=\"")[1].Split('"')[0];
        using var made = await visitor.PostBareAsync("/setup", new()
        {
            ["Name"] = "Ada",
            ["Email"] = visitor.Email,
            ["Password"] = Visitor.Password,
            ["__RequestVerificationToken"] = token,
        });

        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        Assert.Matches("^__Host-xtablo-session-[0-9a-f]{8}=[^;]+; expires=[^;]+; path=/; secure; samesite=lax; httponly$", made.Headers.GetValues("Set-Cookie").Single(c => c.Contains("session", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Over_plain_http_no_browser_is_told_of_https_and_the_form_works()
    {
        using var page = await app.Visitor().GetAsync("/sign-in");

        Assert.False(page.Headers.Contains("Strict-Transport-Security"));
        Assert.StartsWith("xtablo-form-", page.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_installation_on_the_same_host_has_cookies_of_its_own()
    {
        await using var other = new SqliteApp();
        await other.InitializeAsync();
        using var ours = await app.Visitor().GetAsync("/sign-in");
        using var theirs = await other.Visitor().GetAsync("/sign-in");

        Assert.NotEqual(NameIn(ours), NameIn(theirs));

        static string NameIn(HttpResponseMessage page) => page.Headers.GetValues("Set-Cookie").Single().Split('=')[0];
    }

    [Fact]
    public async Task An_endless_upload_is_cut_off_early()
    {
        await using var server = new SqliteApp();
        await server.InitializeAsync();
        server.ServeOnSocket();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.ClientOptions.BaseAddress.Port, Ct);
        await using var line = client.GetStream();
        await line.WriteAsync("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"u8.ToArray(), Ct);
        var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string('x', 0x10000)}\r\n");
        var sent = 0;
        try
        {
            for (; sent < 1024; sent++) // 64 MB
            {
                await line.WriteAsync(chunk, Ct);
            }
        }
        catch (IOException)
        {
            // It was cut.
        }

        Assert.InRange(sent, 4, 512);
    }

    private static void Add(Visitor visitor, string? site, string? origin)
    {
        foreach (var (name, value) in (IEnumerable<(string, string?)>)[("Sec-Fetch-Site", site), ("Origin", origin)])
        {
            if (value is not null)
            {
                visitor.Http.DefaultRequestHeaders.Add(name, value);
            }
        }
    }
}
