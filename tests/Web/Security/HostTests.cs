using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Xtablo.Web.Tests.Security;

/// <summary>Under which name, from where and how a request says that it came, and who is believed.</summary>
public sealed class HostTests(HostTests.Servers servers) : IClassFixture<HostTests.Servers>
{
    private const string Ours = "http://localhost";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_public_address_every_address_refuses_another_host_except_the_probes()
    {
        var place = await Place.InAsync(await servers.WithAsync(Ours, knownProxies: "10.0.0.1"));
        foreach (var host in (string[])["evil.example", "localhost.evil.example", "evil.example:80", "localhost.", "127.0.0.1", "[::1]"])
        {
            foreach (var (method, path) in place.Addresses().Append(("GET", "/nowhere")))
            {
                var isProbe = path.StartsWith("/health/", StringComparison.Ordinal) || path == "/metrics";
                using var answer = await AskAsync(place.Owner, method, path, ("Host", host));
                Assert.Equal((host, path, !isProbe), (host, path, answer.StatusCode == HttpStatusCode.BadRequest));
                Assert.True(answer.Headers.Contains("Content-Security-Policy"));
            }
        }

        using var ours = await AskAsync(place.Owner, "GET", "/tablos", ("Host", "LOCALHOST:8080"));
        Assert.Equal(HttpStatusCode.OK, ours.StatusCode);
    }

    [Theory]
    [InlineData("en", "This server has another address")]
    [InlineData("fr", "Ce serveur a une autre adresse")]
    public async Task Whoever_comes_under_another_host_is_told_which_came_and_which_is_set_and_so_is_the_log(string language, string title)
    {
        var app = await servers.WithAsync("https://chat.example.org", knownProxies: null);
        using var answer = await AskAsync(app.Visitor(), "GET", "/tablos", ("Host", "127.0.0.1:5080"), ("Accept-Language", language));
        var page = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.All((string[])[title, "<code>127.0.0.1</code>", "<code>chat.example.org</code>", "proxy_set_header Host $host;"], told => Assert.Contains(told, page, StringComparison.Ordinal));
        Assert.Contains(app.Log, line => line.Contains("for the host 127.0.0.1 and not for chat.example.org", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_post_through_a_proxy_that_sends_its_own_host_is_refused_with_what_to_write_into_the_proxy()
    {
        var app = await servers.WithAsync(publicUrl: null, knownProxies: null);
        using var answer = await AskAsync(app.Visitor(), "POST", "/sign-in", ("Host", "127.0.0.1:5080"), ("Origin", "http://chat.example.org"));
        var page = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.All((string[])["<code>127.0.0.1</code>", "<code>chat.example.org</code>", "proxy_set_header Host $host;"], told => Assert.Contains(told, page, StringComparison.Ordinal));
        Assert.Contains(app.Log, line => line.Contains("for the host 127.0.0.1 and not for chat.example.org", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://bücher.example")]
    [InlineData("https://xn--bcher-kva.example")]
    public async Task A_public_address_with_an_umlaut_is_the_one_that_browsers_send(string publicUrl)
    {
        var app = await servers.WithAsync(publicUrl, knownProxies: null);
        using var answer = await AskAsync(app.Visitor(), "GET", "/sign-in", ("Host", "xn--bcher-kva.example"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_post_to_a_host_with_an_umlaut_is_asked_from_here()
    {
        var app = await servers.WithAsync(publicUrl: null, knownProxies: null);
        using var answer = await AskAsync(app.Visitor(), "POST", "/sign-in", ("Host", "xn--bcher-kva.example"), ("Origin", "http://xn--bcher-kva.example"));

        Assert.NotEqual(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("[::1")]
    [InlineData("a b")]
    public async Task A_host_that_is_none_harms_nothing(string host)
    {
        foreach (var publicUrl in (string?[])[null, Ours])
        {
            var app = await servers.WithAsync(publicUrl, knownProxies: publicUrl is null ? null : "10.0.0.1");
            using var page = await AskAsync(app.Visitor(), "GET", "/sign-in", ("Host", host));
            using var post = await AskAsync(app.Visitor(), "POST", "/sign-in", ("Host", host), ("Origin", "http://localhost"));

            Assert.InRange((int)page.StatusCode, 200, 499);
            Assert.InRange((int)post.StatusCode, 400, 499);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Ours)]
    public async Task No_page_and_no_header_repeats_the_host_that_a_request_names(string? publicUrl)
    {
        var place = await Place.InAsync(await servers.WithAsync(publicUrl, knownProxies: "10.0.0.1"));
        var (asked, answered) = (0, 0);
        foreach (var visitor in (Visitor[])[place.Owner, place.SignedOut])
        {
            foreach (var (_, path) in place.Addresses().Where(address => address.Method == "GET" && !Place.IsStream(address.Path)))
            {
                (string, string)[] claims = publicUrl is null ? [("Host", "evil.example")] : [];
                using var answer = await AskAsync(visitor, "GET", path,
                    [.. claims, ("X-Forwarded-Host", "evil.example"), ("X-Original-Host", "evil.example"), ("X-Host", "evil.example"), ("Forwarded", "host=evil.example"), ("X-Forwarded-Prefix", "/evil.example"), ("X-Original-URL", "/evil.example"), ("X-Rewrite-URL", "/evil.example")]);
                var whole = $"{answer.Headers}\n{answer.Content.Headers}\n{await answer.Content.ReadAsStringAsync(Ct)}";
                Assert.DoesNotContain("evil.example", whole, StringComparison.OrdinalIgnoreCase);
                asked++;
                answered += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
            }
        }

        Assert.True(asked > 20 && answered > 5, $"{asked} asked, {answered} answered");
    }

    [Theory]
    [InlineData("10.0.0.1", "198.51.100.7", "198.51.100.7")]                                   // as one proxy says
    [InlineData("10.0.0.1", "203.0.113.66, 198.51.100.7", "198.51.100.7")]                     // what the sender claims stands further left
    [InlineData("10.0.0.1", "203.0.113.66, 10.0.0.1", "203.0.113.66")]                         // a proxy is named: through two of ours
    [InlineData("10.0.0.1", "203.0.113.66, 198.51.100.7, 10.0.0.2, 10.0.0.1", "198.51.100.7")] // two known ones
    [InlineData("10.0.0.1", "203.0.113.66, 198.51.100.7, 10.0.9.9", "10.0.9.9")]               // one that is not
    [InlineData("10.0.0.1", "nonsense", "10.0.0.1")]
    [InlineData("10.0.0.1", "", "10.0.0.1")]
    [InlineData("::ffff:10.0.0.1", "198.51.100.7", "198.51.100.7")]                            // as a socket of both kinds names an IPv4 address
    [InlineData("10.0.0.5", "127.0.0.1", "10.0.0.5")]                                          // no proxy forwards for this machine
    [InlineData("10.0.0.5", "::1", "10.0.0.5")]
    [InlineData("198.51.100.7", "203.0.113.66", "198.51.100.7")]                               // not from a proxy of ours
    [InlineData("198.51.100.7", "10.0.0.1", "198.51.100.7")]
    [InlineData("127.0.0.1", "203.0.113.66", "127.0.0.1")]                                     // nor is this machine one by itself
    [InlineData("::1", "203.0.113.66", "::1")]
    public async Task Where_a_request_comes_from_is_what_the_last_known_proxy_saw(string peer, string claimed, string believed)
    {
        var app = await servers.WithAsync(publicUrl: null, knownProxies: "10.0.0.0/29");
        using var answer = await AskAsync(app.Visitor(), "GET", "/sign-in", (BehindProxiesApp.Peer, peer), ("X-Forwarded-For", claimed), ("X-Real-IP", "203.0.113.1"), ("Forwarded", "for=203.0.113.2"));

        Assert.Equal(IPAddress.Parse(believed), IPAddress.Parse(answer.Headers.GetValues(BehindProxiesApp.SeenFrom).Single()));
    }

    [Theory]
    [InlineData("10.0.0.1", "https", "https")]
    [InlineData("10.0.0.1", "http", "http")]
    [InlineData("198.51.100.7", "https", "http")]
    [InlineData("127.0.0.1", "https", "http")]
    public async Task A_request_came_over_https_when_a_known_proxy_says_so(string peer, string claimed, string believed)
    {
        var app = await servers.WithAsync(publicUrl: null, knownProxies: "10.0.0.1");
        using var answer = await AskAsync(app.Visitor(), "GET", "/sign-in", (BehindProxiesApp.Peer, peer), ("X-Forwarded-For", "198.51.100.7"), ("X-Forwarded-Proto", claimed));

        Assert.Equal(believed, answer.Headers.GetValues(BehindProxiesApp.SeenBy).Single());
    }

    [Theory]
    [InlineData("10.0.0.5", "127.0.0.1")]
    [InlineData("127.0.0.1", "203.0.113.66")]
    [InlineData("198.51.100.7", null)] // straight from another machine
    public async Task The_figures_are_for_this_machine_whatever_a_known_proxy_is_told(string peer, string? claimed)
    {
        var app = await servers.WithAsync(publicUrl: null, knownProxies: "10.0.0.0/29,127.0.0.1");
        (string, string)[] claims = claimed is null ? [] : [("X-Forwarded-For", claimed)];
        using var answer = await AskAsync(app.Visitor(), "GET", "/metrics", [(BehindProxiesApp.Peer, peer), .. claims]);
        using var own = await AskAsync(app.Visitor(), "GET", "/metrics", (BehindProxiesApp.Peer, "127.0.0.1"));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (answer.StatusCode, own.StatusCode));
    }

    [Fact]
    public async Task Without_known_proxies_no_forwarded_header_counts()
    {
        var app = await servers.WithAsync(publicUrl: null, knownProxies: null);
        using var answer = await AskAsync(app.Visitor(), "GET", "/sign-in", (BehindProxiesApp.Peer, "127.0.0.1"), ("X-Forwarded-For", "203.0.113.66"), ("X-Forwarded-Proto", "https"));

        Assert.Equal("127.0.0.1", answer.Headers.GetValues(BehindProxiesApp.SeenFrom).Single());
        Assert.Equal("http", answer.Headers.GetValues(BehindProxiesApp.SeenBy).Single());
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")] // the network, which is counted as one
    [InlineData("::1", "::1")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.8", "192.0.2.8")]
    public async Task The_log_has_an_address_as_one_writes_it(string peer, string written)
    {
        var app = await servers.WithAsync(publicUrl: null, knownProxies: null);
        using var answer = await AskAsync(app.Visitor(), "GET", "/api/tablos", (BehindProxiesApp.Peer, peer), ("Authorization", "Bearer xt_AbCdEfGhIjKlMnOpQrStUv"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(app.Log, line => line.EndsWith($"request by token: refused; nobody known, from {written}", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> AskAsync(Visitor visitor, string method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return visitor.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    /// <summary>One for each set of settings that is asked for.</summary>
    public sealed class Servers : IAsyncDisposable
    {
        private readonly Dictionary<(string?, string?), XtabloApp> _apps = [];

        public async Task<XtabloApp> WithAsync(string? publicUrl, string? knownProxies)
        {
            if (!_apps.TryGetValue((publicUrl, knownProxies), out var app))
            {
                app = _apps[(publicUrl, knownProxies)] = new BehindProxiesApp();
                foreach (var (key, value) in (IEnumerable<(string, string?)>)[("Xtablo:PublicUrl", publicUrl), ("Xtablo:KnownProxies", knownProxies)])
                {
                    if (value is not null)
                    {
                        app.Settings[key] = value;
                    }
                }

                await app.InitializeAsync();
            }

            return app;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var app in _apps.Values)
            {
                await app.DisposeAsync();
            }
        }
    }

    /// <summary>Can be told from where a request came to it, and tells whom it believed.</summary>
    private sealed class BehindProxiesApp() : XtabloApp(new SqliteFile())
    {
        public const string Peer = "Test-Peer";
        public const string SeenFrom = "Test-Seen-From";
        public const string SeenBy = "Test-Seen-By";

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, Line>());
        }

        private sealed class Line : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
            {
                app.Use((http, rest) =>
                {
                    http.Connection.RemoteIpAddress = IPAddress.TryParse(http.Request.Headers[Peer], out var peer) ? peer : IPAddress.Loopback;
                    http.Response.OnStarting(() =>
                    {
                        http.Response.Headers[SeenFrom] = http.Connection.RemoteIpAddress.ToString();
                        http.Response.Headers[SeenBy] = http.Request.Scheme;
                        return Task.CompletedTask;
                    });
                    return rest(http);
                });
                next(app);
            };
        }
    }
}
