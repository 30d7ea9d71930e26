using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Xtablo.Web.Tests.Common;

public sealed partial class AnswersTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_has_the_security_headers_errors_and_streams_included()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var paths = new[] { "/", "/setup", "/sign-in", "/register", "/tablos", discussion, $"{discussion}/stream", "/nowhere", "/health/live" };
        foreach (var path in paths)
        {
            using var answer = await ada.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, path), HttpCompletionOption.ResponseHeadersRead, Ct);
            AssertSecure(path, answer);
        }

        using var refused = await ada.PostBareAsync(discussion, new() { ["body"] = "x" });
        AssertSecure("a refusal", refused);
        using var tooLarge = await ada.PostBareAsync(discussion, new() { ["body"] = new string('x', 300_000) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        AssertSecure("too large", tooLarge);
    }

    [Fact]
    public async Task Every_route_that_changes_something_refuses_a_form_without_the_antiforgery_field()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var tablo = discussion.Split('/')[2];
        var message = (await ada.SayAsync(discussion, "Hello")).Id;
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") is true)
            .Where(route => !route.RoutePattern.RawText!.StartsWith("api/", StringComparison.Ordinal)) // takes tokens and no cookie
            .Select(route => "/" + Parameter().Replace(route.RoutePattern.RawText!.TrimStart('/').Replace("{messageId:guid}", message, StringComparison.Ordinal), tablo))
            .ToList();
        Assert.True(routes.Count >= 10, "the routes were not found");

        foreach (var route in routes.Except(["/setup"])) // it is over, and nothing but 404
        {
            using var answer = await ada.PostBareAsync(route, new() { ["Name"] = "x", ["body"] = "x", ["upTo"] = "1", ["from"] = "1" });
            Assert.Equal((route, HttpStatusCode.BadRequest), (route, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Scripts_and_styles_are_cached_for_ever_under_the_hash_of_them_all()
    {
        var ada = await app.SignedInAsync();
        var page = await ada.ReadAsync("/tablos");
        var files = Asset().Matches(page).Select(match => match.Groups["path"].Value).Distinct().ToList();
        Assert.Contains(files, file => file.EndsWith("/lib/htmx.min.js", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("/js/app.js", StringComparison.Ordinal));

        foreach (var file in files)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, file);
            request.Headers.AcceptEncoding.ParseAdd("gzip, br");
            using var answer = await ada.Http.SendAsync(request, Ct);
            Assert.Equal((file, HttpStatusCode.OK), (file, answer.StatusCode));
            Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString().Replace("max-age=31536000, public", "public, max-age=31536000", StringComparison.Ordinal));
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(Ct));
        }
    }

    [Fact]
    public async Task The_probes_say_that_the_process_lives_and_the_database_answers()
    {
        foreach (var probe in (string[])["/health/live", "/health/ready"])
        {
            using var answer = await app.Visitor().GetAsync(probe);
            Assert.Equal((probe, HttpStatusCode.OK), (probe, answer.StatusCode));
        }
    }

    [Theory]
    [InlineData("/tablos/not-a-uuid/discussion")]
    [InlineData("/tablos/00000000-0000-0000-0000-000000000000/discussion?before=x")]
    [InlineData("/tablos/00000000-0000-0000-0000-000000000000/discussion/messages/x")]
    [InlineData("/..%2f..%2fetc/passwd")]
    public async Task An_address_of_nothing_is_not_found(string path)
    {
        var ada = await app.SignedInAsync();
        using var answer = await ada.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "body=%")]
    [InlineData("application/x-www-form-urlencoded", "=&=&&&&")]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense", "body=x")]
    [InlineData("multipart/form-data", "body=x")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nbroken")]
    [InlineData("multipart/form-data; boundary=x", "x")]
    [InlineData("application/json", "{")]
    [InlineData("nonsense", "body=x")]
    public async Task A_malformed_form_is_a_bad_request_and_no_fault_of_ours(string contentType, string content)
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var body = new StringContent(content);
        body.Headers.Remove("Content-Type");
        body.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var answer = await ada.Http.PostAsync(discussion, body, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/tablos")]
    [InlineData("/nowhere")]
    public async Task A_head_request_is_answered_as_a_get_without_the_body(string path)
    {
        var ada = await app.SignedInAsync();
        using var get = await ada.GetAsync(path);
        using var head = await ada.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), Ct);

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType?.ToString(), head.Content.Headers.ContentType?.ToString());
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task Ten_thousand_fields_are_refused()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var body = new StringContent(string.Join('&', Enumerable.Range(0, 10_000).Select(i => $"k{i}=v")), null, "application/x-www-form-urlencoded");
        using var answer = await ada.Http.PostAsync(discussion, body, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static void AssertSecure(string path, HttpResponseMessage answer)
    {
        string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "(none)";
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal((path, "nosniff"), (path, Header("X-Content-Type-Options")));
        Assert.Equal((path, "same-origin"), (path, Header("Referrer-Policy")));
        Assert.Equal((path, "same-origin"), (path, Header("Cross-Origin-Opener-Policy")));
        Assert.Contains("no-store", Header("Cache-Control"), StringComparison.Ordinal);
    }

    [GeneratedRegex("\\{[^}]+\\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("(src|href)=\"(?<path>/assets/[0-9a-f]{12}/[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asset();
}
