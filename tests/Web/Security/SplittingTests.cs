using System.Text;
using Microsoft.AspNetCore.Http;

namespace Xtablo.Web.Tests.Security;

/// <summary>Line ends where the server of the test lets them through, though a real one would refuse them: nothing of ours may rely on that.</summary>
[Collection<AloneOnSqlite>]
public sealed class SplittingTests(SqliteApp app)
{
    private const string Mark = "X-Injected";

    // Raw, encoded, encoded twice, and as characters of which careless programs keep the low byte.
    private static readonly string[] Payloads =
    [
        $"\r\n{Mark}: yes", $"\n{Mark}: yes", $"\r{Mark}: yes\r\n\r\n<script>", $"%0d%0a{Mark}:%20yes", $"%0A{Mark}:%20yes", $"%250d%250a{Mark}: yes", $"\u560d\u560a{Mark}: yes", $"\u2028\u0085{Mark}: yes",
    ];

    private static readonly string[] Headers =
    [
        "User-Agent", "Referer", "Origin", "Accept", "Accept-Language", "Accept-Encoding", "Cookie", "HX-Request", "HX-Target", "HX-Current-URL", "Last-Event-ID", "RequestVerificationToken",
        "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Request-ID", "traceparent", "Range", "If-None-Match", "Authorization",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_line_end_in_an_address_a_parameter_a_header_or_a_field_makes_a_header_or_a_line_of_the_log()
    {
        var place = await Place.InAsync(app);
        var token = await place.Owner.TokenAsync();
        using var page = await place.Owner.GetAsync("/tablos");
        var cookies = string.Join("; ", page.RequestMessage!.Headers.GetValues("Cookie"));
        var (asked, before) = (0, app.Log.Count);
        string[] fields = [.. place.Fields.Keys, "returnUrl", "clientId"];
        foreach (var (method, path) in place.Addresses().Where(address => address.Path is not ("/sign-out" or "/account/sessions")))
        {
            var read = place.FieldsOf(method, path);
            string[][] inTurn = method == "GET" ? [] : [.. fields.Where(read.Contains).Select(field => (string[])[field]), [.. fields.Where(field => !read.Contains(field))]];
            foreach (var payload in Payloads)
            {
                asked += await AskAsync(method, path + payload, "", new() { ["Cookie"] = cookies }, null);
                asked += await AskAsync(method, path, string.Join('&', place.Fields.Keys.Concat(["returnUrl", "after", "before", "around", "q", "account"]).Select(name => $"{name}={payload}")), new() { ["Cookie"] = cookies }, null);
                asked += await AskAsync(method, path, "", Headers.ToDictionary(name => name, name => name == "Cookie" ? $"{cookies}; more={payload}" : payload), null);
                foreach (var names in inTurn) // each that it reads by itself, for another that is wrong would be refused first; the others at once
                {
                    var form = new Dictionary<string, string>(place.Fields) { ["__RequestVerificationToken"] = token };
                    foreach (var name in names)
                    {
                        form[name] = payload;
                    }

                    asked += await AskAsync(method, path, "", new() { ["Cookie"] = cookies }, form);
                }
            }
        }

        Assert.True(asked > 1000, $"only {asked} requests were made");
        Assert.NotEmpty(app.Log.Skip(before)); // refusals are logged
        Assert.DoesNotContain(app.Log, line => line.Contains(Mark, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<int> AskAsync(string method, string path, string query, Dictionary<string, string> headers, Dictionary<string, string>? form)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var content = form is null ? [] : await new FormUrlEncodedContent(form).ReadAsByteArrayAsync(Ct);
        var answer = await app.Server.SendAsync(
            http =>
            {
                http.Request.Method = method;
                http.Request.Host = new HostString("localhost");
                http.Request.Path = path;
                http.Request.QueryString = new QueryString(query.Length > 0 ? $"?{query}" : "");
                foreach (var (name, value) in headers)
                {
                    http.Request.Headers[name] = value;
                }

                if (form is not null)
                {
                    http.Request.ContentType = "application/x-www-form-urlencoded";
                    http.Request.ContentLength = content.Length;
                    http.Request.Body = new MemoryStream(content);
                }
            },
            leave.Token);

        Assert.True(answer.Response.StatusCode < 500, $"{method} {path} {query} {string.Join(' ', form ?? headers)}: {answer.Response.StatusCode}");
        foreach (var (name, values) in answer.Response.Headers)
        {
            Assert.DoesNotContain(Mark, name, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(values, value => value!.Any(c => c is '\r' or '\n' or '\0' || !Ascii.IsValid(c)));
        }

        await leave.CancelAsync(); // a stream would go on
        return 1;
    }
}
