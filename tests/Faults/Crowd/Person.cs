using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace Xtablo.Faults.Tests.Crowd;

/// <summary>Someone with an account. Knows the program by its contract: cookies, forms with their field, statuses.</summary>
public sealed partial class Person(Uri address) : IDisposable
{
    private const string Password = "correct horse battery";
    private static int count;

    private int _number = Interlocked.Increment(ref count);
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) };
    private HttpClient? _http;
    private string? _field;

    public HttpClient Http => _http ??= new HttpClient(_handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Nobody else's, nor part of anybody else's.</summary>
    public string Name => $"someone{_number}x";

    public string Email => $"{Name}@example.org";

    public string Cookies => _handler.CookieContainer.GetCookieHeader(address);

    /// <summary>Someone who comes to an address through a port of this machine, and knows the certificate there.</summary>
    public static Person Through(int port, Uri address, X509Certificate2 certificate)
    {
        var person = new Person(address);
        person._handler.ConnectCallback = async (_, ct) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        };
        person._handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString();
        return person;
    }

    /// <summary>The same person at another address of the same host, such as that of a proxy.</summary>
    public Person At(Uri elsewhere)
    {
        var there = new Person(elsewhere) { _field = _field, _number = _number };
        there._handler.CookieContainer = _handler.CookieContainer;
        return there;
    }

    /// <summary>Makes an account: the first of all by the set-up.</summary>
    public async Task SignUpAsync()
    {
        using var setUp = await Http.GetAsync("/setup");
        var (path, fields) = (setUp.IsSuccessStatusCode ? "/setup" : "/register", new Dictionary<string, string> { ["Name"] = Name, ["Email"] = Email, ["Password"] = Password, ["attemptId"] = $"{Guid.CreateVersion7()}" });
        var (status, _) = await PostAsync(path, fields);
        for (var tries = 1; status is 503 && tries < 5; tries++) // a busy machine: the same attempt makes nothing twice
        {
            (status, _) = await PostAsync(path, fields);
        }

        Assert.Equal(303, status);
        _field = null; // it was that of someone who is not signed in
    }

    public async Task SignInAsync()
    {
        _field = null;
        var (status, _) = await PostAsync("/sign-in", new() { ["Email"] = Email, ["Password"] = Password });
        Assert.Equal(303, status);
        _field = null;
    }

    /// <summary>Makes a tablo and answers the address of its discussion.</summary>
    public async Task<string> CreateTabloAsync()
    {
        using var made = await SendAsync("/tablos", new() { ["Name"] = "Rue Oberkampf 12" }, htmx: false, CancellationToken.None);
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        return made.Headers.Location!.OriginalString;
    }

    /// <summary>Answers the path of a link by which any number of people may join.</summary>
    public async Task<string> InviteAsync(string discussion)
    {
        var (status, page) = await PostAsync(discussion.Replace("/discussion", "/members", StringComparison.Ordinal), []);
        Assert.Equal(200, status);
        return Link().Match(page).Groups["path"].Value;
    }

    public async Task JoinAsync(string invitation) => Assert.Equal(303, await InsistAsync(invitation));

    /// <summary>Sends an empty form, again for as long as the program is too busy for it; answers the status.</summary>
    public async Task<int> InsistAsync(string path)
    {
        while (true)
        {
            var (status, _) = await PostAsync(path, []);
            if (status is not 503)
            {
                return status;
            }
        }
    }

    /// <summary>Sends a form as htmx does.</summary>
    public async Task<(int Status, string Answer)> PostAsync(string path, Dictionary<string, string> fields, CancellationToken ct = default)
    {
        using var answer = await SendAsync(path, fields, htmx: path.Contains("/discussion", StringComparison.Ordinal), ct);
        if (answer.StatusCode is HttpStatusCode.BadRequest)
        {
            _field = null; // it was stale
        }

        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
    }

    /// <summary>The head that a page of the discussion was rendered at.</summary>
    public async Task<string> CursorOfAsync(string discussion) => Head().Match(await Http.GetStringAsync(discussion)).Groups["cursor"].Value;

    /// <summary>The rows of a window alone, as htmx asks for them. Null when there is no such page.</summary>
    public async Task<string?> ReadRowsAsync(string path, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "HX-Request", "true" } } };
        using var answer = await Http.SendAsync(request, ct);
        if (answer.StatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(ct);
    }

    /// <summary>Opens a stream; whoever calls disposes the answer.</summary>
    public async Task<HttpResponseMessage> FollowAsync(string path, string? lastEventId, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    public void Dispose()
    {
        _http?.Dispose();
        _handler.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(string path, Dictionary<string, string> fields, bool htmx, CancellationToken ct)
    {
        _field ??= await FieldAsync(ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(fields) { ["__RequestVerificationToken"] = _field }),
        };
        if (htmx)
        {
            request.Headers.Add("HX-Request", "true");
        }

        return await Http.SendAsync(request, ct);
    }

    private async Task<string> FieldAsync(CancellationToken ct)
    {
        foreach (var path in (string[])["/tablos", "/sign-in"])
        {
            using var answer = await Http.GetAsync(path, ct);
            if (answer.IsSuccessStatusCode && Field().Match(await answer.Content.ReadAsStringAsync(ct)) is { Success: true } field)
            {
                return field.Groups["value"].Value;
            }
        }

        throw new HttpRequestException("No page has an antiforgery field.");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();

    [GeneratedRegex("id=\"link\"[^>]* value=\"[^\"]*(?<path>/invitations/[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("data-cursor=\"(?<cursor>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Head();
}
