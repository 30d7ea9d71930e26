using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Xtablo.Web.Tests.Security;

public sealed partial class SecurityHeadersTests(FailingApp app) : IClassFixture<FailingApp>
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; worker-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private readonly HashSet<HttpStatusCode> _seen = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_of_every_route_has_them_to_everyone_with_and_without_a_valid_form()
    {
        var place = await Place.InAsync(app);
        foreach (var visitor in (Visitor[])[place.Owner, place.Stranger, place.SignedOut])
        {
            var token = await visitor.TokenAsync();
            // Those of the tablo first: others sign out, or in as somebody else, and what comes first must not be chance.
            var addresses = place.Addresses().Where(address => address.Path != "/sign-out")
                .OrderBy(address => !address.Path.StartsWith(place.Discussion, StringComparison.Ordinal));
            foreach (var (method, path) in addresses)
            {
                await SeeAsync(visitor, method, path, []);
                await SeeAsync(visitor, method, path, new(place.Fields) { ["__RequestVerificationToken"] = token });
                await SeeAsync(visitor, method, path, new() { ["__RequestVerificationToken"] = token }); // every field is missing
                await SeeAsync(visitor, "HEAD", path, []);
                await SeeAsync(visitor, "PUT", path, []);
            }
        }

        foreach (var status in (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Redirect, HttpStatusCode.SeeOther,
            HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed, HttpStatusCode.UnprocessableEntity])
        {
            Assert.Contains(status, _seen);
        }
    }

    [Fact]
    public async Task Refusals_that_no_route_makes_have_them_too()
    {
        var place = await Place.InAsync(app);
        var ada = place.Owner;
        await SeeAsync(ada, "GET", "/nowhere", [], HttpStatusCode.NotFound);
        await SeeAsync(ada, "POST", place.Discussion, new() { ["body"] = new string('x', 300_000) }, HttpStatusCode.RequestEntityTooLarge);

        await SeeAsync(ada, "GET", FailingApp.Failing("/tablos"), [], HttpStatusCode.InternalServerError);
        await SeeAsync(ada, "HEAD", FailingApp.Failing("/tablos"), [], HttpStatusCode.InternalServerError);

        await using var another = new SqliteConnection(app.Database.ConnectionString);
        await another.OpenAsync(Ct);
        await using var held = another.BeginTransaction(); // as a program does that copies the file
        await SeeAsync(ada, "POST", "/tablos", new() { ["Name"] = "x", ["__RequestVerificationToken"] = await ada.TokenAsync() }, HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Scripts_and_styles_have_them_and_are_the_only_thing_that_may_be_kept()
    {
        var page = await app.Visitor().ReadAsync("/sign-in");
        var file = Asset().Match(page).Value;
        foreach (var (method, path, range) in new[] { ("GET", file, ""), ("HEAD", file, ""), ("GET", file, "bytes=0-9"), ("GET", file, "bytes=999999999-"), ("GET", file + "x", "") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.TryAddWithoutValidation("Range", range.Length > 0 ? range : null);
            using var answer = await app.Visitor().Http.SendAsync(request, Ct);
            AssertSecure($"{method} {path} {range}", answer, mayBeKept: true);
        }
    }

    [Fact]
    public async Task Search_engines_are_asked_to_stay_away()
    {
        Assert.Equal("User-agent: *\nDisallow: /\n", await app.Visitor().ReadAsync("/robots.txt"));
    }

    private async Task SeeAsync(Visitor visitor, string method, string path, Dictionary<string, string> fields, HttpStatusCode? status = null)
    {
        using var answer = await Place.AskAsync(visitor, method, path, fields);
        Assert.Equal((path, status ?? answer.StatusCode), (path, answer.StatusCode));
        AssertSecure($"{method} {path} ({answer.StatusCode})", answer);
        _seen.Add(answer.StatusCode);
    }

    private static void AssertSecure(string what, HttpResponseMessage answer, bool mayBeKept = false)
    {
        string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "(none)";
        Assert.Equal((what, Policy), (what, Header("Content-Security-Policy")));
        Assert.Equal((what, "nosniff"), (what, Header("X-Content-Type-Options")));
        Assert.Equal((what, "same-origin"), (what, Header("Referrer-Policy")));
        Assert.Equal((what, "same-origin"), (what, Header("Cross-Origin-Opener-Policy")));
        Assert.Equal((what, "same-origin"), (what, Header("Cross-Origin-Resource-Policy")));
        Assert.Equal((what, mayBeKept && answer.StatusCode != HttpStatusCode.NotFound), (what, !Header("Cache-Control").Contains("no-store", StringComparison.Ordinal)));
        Assert.Equal((what, true), (what, Header("Cache-Control").Contains("no-transform", StringComparison.Ordinal)));
        Assert.Equal((what, "noindex, nofollow"), (what, Header("X-Robots-Tag")));
        Assert.Equal((what, "(none)"), (what, Header("Access-Control-Allow-Origin")));
        Assert.Equal((what, "(none)"), (what, Header("Server")));
    }

    [GeneratedRegex("/assets/[0-9a-f]{12}/[^\"]+", RegexOptions.None, 1000)]
    private static partial Regex Asset();
}
