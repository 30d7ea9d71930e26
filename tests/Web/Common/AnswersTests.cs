using System.Net;
using System.Text.RegularExpressions;

namespace Xtablo.Web.Tests.Common;

public sealed partial class AnswersTests(SqliteApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scripts_and_styles_are_cached_for_ever_under_the_hash_of_them_all()
    {
        var ada = await app.SignedInAsync();
        var page = await ada.ReadAsync("/tablos");
        var files = Asset().Matches(page).Select(match => match.Groups["path"].Value).Distinct().ToList();
        Assert.Contains(files, file => file.EndsWith("/lib/htmx.min.js", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("/js/page/app.js", StringComparison.Ordinal));

        foreach (var file in files)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, file);
            request.Headers.AcceptEncoding.ParseAdd("gzip, br");
            using var answer = await ada.Http.SendAsync(request, Ct);
            Assert.Equal((file, HttpStatusCode.OK), (file, answer.StatusCode));
            Assert.Equal(["immutable", "max-age=31536000", "no-transform", "public"], answer.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal));
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(Ct));
        }
    }

    [Fact]
    public async Task Scripts_styles_and_discussions_are_compressed_and_pages_that_show_a_secret_are_not()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var members = discussion.Replace("/discussion", "/members", StringComparison.Ordinal);
        var script = Asset().Match(await ada.ReadAsync("/tablos")).Groups["path"].Value;
        (string, string)[] expected = [(script, "br"), ("/tablos", "br"), (discussion, "br"), (members, ""), ("/account/tokens", ""), ("/account", "")];
        foreach (var (address, encoding) in expected)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.AcceptEncoding.ParseAdd("gzip, br");
            using var answer = await ada.Http.SendAsync(request, Ct);
            Assert.Equal((address, encoding), (address, string.Join(", ", answer.Content.Headers.ContentEncoding)));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_token_of_a_form_never_reads_the_same_twice()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var tokens = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            tokens.AddRange(FormToken().Matches(await ada.ReadAsync(discussion)).Select(match => match.Groups["token"].Value).Distinct());
        }

        Assert.Equal(3, tokens.Count); // one for all forms of an answer
        const int NameOfTheKey = 28; // which is no secret
        Assert.Equal(3, tokens.Select(token => token[NameOfTheKey..(NameOfTheKey + 4)]).Distinct().Count());
    }

    [Fact]
    public void The_program_has_one_heap_however_many_cores_there_are() =>
        Assert.Contains("\"System.GC.Server\": false", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Xtablo.Web.runtimeconfig.json")), StringComparison.Ordinal);

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

    [GeneratedRegex("(src|href)=\"(?<path>/assets/[0-9a-f]{12}/[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asset();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormToken();
}
