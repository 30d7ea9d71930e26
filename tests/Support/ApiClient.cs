using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Xtablo.Tests.Support;

/// <summary>A program that calls the API with a token.</summary>
public sealed partial class ApiClient(HttpClient http, string? token)
{
    public string? Token => token;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>With a token for all tablos or for some.</summary>
    public static async Task<ApiClient> OfAsync(Visitor visitor, params string[] tablos) =>
        visitor.Insider is { } insider ? new(visitor.Http, await insider.MakeTokenAsync(tablos)) : await ByFormAsync(visitor, tablos);

    /// <summary>Makes the token in the account page.</summary>
    public static async Task<ApiClient> ByFormAsync(Visitor visitor, params string[] tablos)
    {
        using var page = await visitor.PostManyAsync("/account/tokens", [("Label", "test"), ("Password", Visitor.Password), .. tablos.Length == 0 ? [("AllTablos", "true")] : tablos.Select(id => ("Tablos", id))]);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var text = TokenText().Match(await page.Content.ReadAsStringAsync(Ct)).Groups["token"].Value;
        return new(visitor.Http, text);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? language = null) => SendAsync(HttpMethod.Get, path, null, language);

    public Task<HttpResponseMessage> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, JsonContent.Create(body));

    public Task<HttpResponseMessage> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, JsonContent.Create(body));

    public Task<HttpResponseMessage> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, string? language = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    /// <summary>The JSON of an answer that must have this status.</summary>
    public static async Task<JsonElement> JsonOf(Task<HttpResponseMessage> asked, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal((int)status >= 400 ? "application/problem+json" : "application/json", answer.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    public async Task<SseStream> FollowAsync(string tablo, string? after = null) =>
        new(await GetAsync($"/api/tablos/{tablo}/stream{(after is null ? "" : $"?after={after}")}"));

    [GeneratedRegex("<code id=\"token\"[^>]*>(?<token>xt_[A-Za-z0-9_-]{22})</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TokenText();
}
