using System.Net;
using System.Text.RegularExpressions;

namespace Xtablo.Tests.Support;

/// <summary>A browser without scripts: it keeps cookies, sends forms with their antiforgery field, and follows nothing by itself.</summary>
public sealed partial class Visitor(HttpClient http)
{
    private static int count;
    private Task<string>? _field;

    public HttpClient Http => http;

    /// <summary>Null when somebody else keeps them.</summary>
    public CookieContainer? Cookies { get; init; }

    /// <summary>Null when the account was made by a form.</summary>
    public Insider? Insider { get; init; }

    /// <summary>What the antiforgery field of a page would be now; null when only a page can tell.</summary>
    public Func<Task<string>>? FormToken { get; init; }

    public string Email { get; init; } = NewEmail();

    public static string Password => "correct horse battery";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string NewEmail() => $"someone{Interlocked.Increment(ref count)}@example.org";

    public Task<HttpResponseMessage> GetAsync(string path, bool htmx = false) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), htmx);

    public async Task<string> ReadAsync(string path, bool htmx = false)
    {
        using var answer = await GetAsync(path, htmx);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    /// <summary>Sends a form as the page would, with its antiforgery field.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields, bool htmx = false)
    {
        var field = await FieldAsync();
        var answer = await PostBareAsync(path, new Dictionary<string, string>(fields) { ["__RequestVerificationToken"] = field }, htmx);
        _field = path == "/sign-out" ? null : _field; // it was that of who was signed in
        return answer;
    }

    /// <summary>As <see cref="PostAsync"/>, with fields that may come more than once.</summary>
    public async Task<HttpResponseMessage> PostManyAsync(string path, IEnumerable<(string Name, string Value)> fields)
    {
        var all = fields.Append(("__RequestVerificationToken", await FieldAsync())).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(all) }, htmx: false);
    }

    /// <summary>Sends exactly these fields.</summary>
    public Task<HttpResponseMessage> PostBareAsync(string path, Dictionary<string, string> fields, bool htmx = false) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) }, htmx);

    public async Task MakeAccountAsync(string name)
    {
        using var start = await GetAsync("/setup");
        var fields = new Dictionary<string, string> { ["Name"] = name, ["Email"] = Email, ["Password"] = Password };
        using var made = await PostAsync(start.StatusCode == HttpStatusCode.OK ? "/setup" : "/register", fields);
        if (made.StatusCode == HttpStatusCode.NotFound)
        {
            using var registered = await PostAsync("/register", fields); // another was first
            Assert.Equal(HttpStatusCode.SeeOther, registered.StatusCode);
        }
        else
        {
            Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        }

        _field = null; // it was that of someone who is not signed in
    }

    public async Task<HttpResponseMessage> SignInAsync(string? email = null, string? password = null, Dictionary<string, string>? more = null)
    {
        var fields = new Dictionary<string, string>(more ?? []) { ["Email"] = email ?? Email, ["Password"] = password ?? Password };
        var answer = await PostAsync("/sign-in", fields);
        _field = null;
        return answer;
    }

    /// <summary>Makes a tablo, by the form only where there is no other way, and answers the address of its discussion.</summary>
    public Task<string> CreateTabloAsync(string name = "Rue Oberkampf 12") =>
        Insider?.CreateTabloAsync(name) ?? CreateTabloByFormAsync(name);

    public async Task<string> CreateTabloByFormAsync(string name)
    {
        using var answer = await PostAsync("/tablos", new() { ["Name"] = name });
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>Makes others members of a tablo of one's own.</summary>
    public async Task AdmitAsync(string discussion, params Visitor[] others)
    {
        foreach (var other in others)
        {
            await Insider!.AdmitAsync(discussion, other.Insider!);
        }
    }

    /// <summary>Writes much, as if it had been posted one after the other.</summary>
    public async Task WriteAsync(string discussion, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            await Insider!.SayAsync(discussion, text);
        }
    }

    /// <summary>Posts as htmx does and answers the row.</summary>
    public async Task<Row> SayAsync(string discussion, string body, string? clientId = null)
    {
        using var answer = await TrySayAsync(discussion, body, clientId);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Row.Single(await answer.Content.ReadAsStringAsync(Ct));
    }

    public Task<HttpResponseMessage> TrySayAsync(string discussion, string body, string? clientId = null, bool htmx = true)
    {
        var fields = new Dictionary<string, string> { ["body"] = body };
        if (clientId is not null)
        {
            fields["clientId"] = clientId;
        }

        return PostAsync(discussion, fields, htmx);
    }

    /// <summary>The id of the attempt in the form of a page; empty when it has none.</summary>
    public static string AttemptIn(string page) => Attempt().Match(page).Groups["id"].Value;

    /// <summary>Makes an invitation to a tablo of one's own and answers the address of the link.</summary>
    public async Task<string> InviteAsync(string discussion, string maxUses = "", string label = "")
    {
        var fields = new Dictionary<string, string> { ["Label"] = label, ["MaxUses"] = maxUses };
        using var answer = await PostAsync(MembersOf(discussion), fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return LinkInField().Match(await answer.Content.ReadAsStringAsync(Ct)).Groups["link"].Value;
    }

    /// <summary>Joins by the link of an invitation.</summary>
    public async Task JoinAsync(string link)
    {
        using var joined = await PostAsync(link, []);
        Assert.Equal(HttpStatusCode.SeeOther, joined.StatusCode);
    }

    /// <summary>Whose account it is, as rows and forms name it.</summary>
    public async Task<string> AccountIdAsync(string discussion) => Insider?.Account.ToString() ?? AccountOfPage().Match(await ReadAsync(discussion)).Groups["id"].Value;

    public async Task RemoveAsync(string discussion, string accountId)
    {
        using var removed = await PostAsync($"{MembersOf(discussion)}/{accountId}/remove", []);
        Assert.Equal(HttpStatusCode.SeeOther, removed.StatusCode);
    }

    public static string MembersOf(string discussion) => discussion.Replace("/discussion", "/members", StringComparison.Ordinal);

    /// <summary>Opens a stream; the headers have come when this returns.</summary>
    public async Task<SseStream> FollowAsync(string discussion, string? after = null, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{discussion}/stream{(after is null ? "" : $"?after={after}")}");
        Speak(request);
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        return new SseStream(await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct));
    }

    /// <summary>The session cookie as someone could have copied it from this browser.</summary>
    public async Task<string> SessionCookieAsync()
    {
        using var answer = await GetAsync("/health/live");
        return Assert.Single(
            answer.RequestMessage!.Headers.GetValues("Cookie").SelectMany(cookies => cookies.Split("; ")),
            cookie => cookie.StartsWith("xtablo-session-", StringComparison.Ordinal));
    }

    /// <summary>The antiforgery field of this browser's forms, got once for each who signs in.</summary>
    public Task<string> FieldAsync() => _field ??= FormToken?.Invoke() ?? TokenAsync();

    /// <summary>The antiforgery field of a page that is open to who is asking.</summary>
    public async Task<string> TokenAsync()
    {
        foreach (var path in (string[])["/tablos", "/sign-in"])
        {
            using var answer = await GetAsync(path);
            if (answer.StatusCode == HttpStatusCode.OK && TokenField().Match(await answer.Content.ReadAsStringAsync(Ct)) is { Success: true } field)
            {
                return field.Groups["token"].Value;
            }
        }

        throw new InvalidOperationException("No page has an antiforgery field.");
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool htmx)
    {
        if (htmx)
        {
            request.Headers.Add("HX-Request", "true");
        }

        Speak(request);
        return http.SendAsync(request, Ct);
    }

    /// <summary>By the version of HTTP that its client is to speak: a request that is made by itself does not have it.</summary>
    private void Speak(HttpRequestMessage request) =>
        (request.Version, request.VersionPolicy) = (http.DefaultRequestVersion, http.DefaultVersionPolicy);

    [GeneratedRegex("name=\"attemptId\" value=\"(?<id>[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attempt();

    [GeneratedRegex("<input id=\"link\" readonly value=\"(?<link>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkInField();

    [GeneratedRegex("data-account=\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AccountOfPage();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TokenField();
}
