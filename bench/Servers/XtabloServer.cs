using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Xtablo.Bench.Servers;

/// <summary>The published program, with its limits off.</summary>
/// <param name="postgres">Null for SQLite.</param>
/// <param name="backplane">By what its nodes wake each other; null when it is alone, or they do not.</param>
internal sealed partial class XtabloServer(string program, PostgresCluster? postgres, string? name = null, string? backplane = null) : Server(
    name ?? (postgres is null ? "Xtablo SQLite" : "Xtablo PostgreSQL"),
    postgres is null ? "fsync of the WAL (synchronous=FULL)" : "fsync of the WAL (synchronous_commit=on)")
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xtablo-bench-").FullName;
    private readonly List<XtabloServer> _others = [];
    private string? _database;
    private List<string> _discussions = [];
    private string _cookies = "";
    private string _token = "";
    private string _cursor = "";

    public override double DatabaseCpu => postgres?.Cpu ?? 0;

    /// <summary>How many nodes it is, on one database.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Itself, and then the others; they are started when it is prepared.</summary>
    public IReadOnlyList<XtabloServer> Nodes => [this, .. _others];

    public override async Task PrepareAsync(int discussions)
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        await PostAsync(http, "/setup", "/setup", new() { ["Name"] = "Ada", ["Email"] = "ada@example.org", ["Password"] = "correct horse battery" });
        while (_discussions.Count < discussions)
        {
            var made = await PostAsync(http, "/tablos", "/tablos", new() { ["Name"] = $"Tablo {_discussions.Count + 1}" });
            _discussions.Add(made);
        }

        var page = await http.GetStringAsync(_discussions[0]);
        _token = Token().Match(page).Groups["token"].Value;
        _cursor = Cursor().Match(page).Groups["cursor"].Value;
        _cookies = cookies.GetCookieHeader(http.BaseAddress);
        while (Nodes.Count < Count)
        {
            var node = new XtabloServer(program, postgres, Name, backplane)
            {
                _database = _database,
                _discussions = _discussions,
                _cookies = _cookies,
                _token = _token,
                _cursor = _cursor,
            };
            _others.Add(node);
            await node.StartAsync();
        }
    }

    public override byte[] ProbeRequest => Get("/health/live"); // ready asks the database

    public override byte[] PostRequest(int discussion, string body) => Form(
        _discussions[discussion],
        $"Cookie: {_cookies}\r\nHX-Request: true\r\nRequestVerificationToken: {_token}\r\n",
        $"body={Uri.EscapeDataString(body)}&clientId={Guid.CreateVersion7()}");

    public byte[] ReactionRequest(int discussion, string message, string emoji, bool isOn) => Form(
        $"{_discussions[discussion]}/messages/{message}/reactions",
        $"Cookie: {_cookies}\r\nHX-Request: true\r\nRequestVerificationToken: {_token}\r\n",
        $"emoji={Uri.EscapeDataString(emoji)}&on={(isOn ? "true" : "false")}");

    public override byte[] StreamRequest(int discussion) =>
        Get($"{_discussions[discussion]}/stream", $"Cookie: {_cookies}\r\nAccept: text/event-stream\r\n");

    public override byte[] ReturnRequest(int discussion) =>
        Get($"{_discussions[discussion]}/stream?after={_cursor}", $"Cookie: {_cookies}\r\nAccept: text/event-stream\r\n");

    /// <summary>A part of the first discussion, such as <c>?around=1</c>.</summary>
    public byte[] PartRequest(string part) => Get(_discussions[0] + part, $"Cookie: {_cookies}\r\n");

    public override byte[] PageRequest(int discussion) => Get(_discussions[discussion], $"Cookie: {_cookies}\r\n");

    public override async ValueTask DisposeAsync()
    {
        foreach (var node in _others)
        {
            await node.DisposeAsync();
        }

        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override async Task<Process> LaunchAsync() => Processes.Start("dotnet", [program], new Dictionary<string, string>
    {
        ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Port}",
        ["Xtablo__DataDirectory"] = _folder,
        ["Xtablo__RateLimits__Enabled"] = "false",
        ["Logging__LogLevel__Default"] = "Warning",
        ["ConnectionStrings__Xtablo"] = _database ??= postgres is null ? "" : await postgres.CreateDatabaseAsync(),
        ["Xtablo__Backplane"] = backplane ?? "none",
    });

    /// <summary>Sends a form as its page would; returns where that leads.</summary>
    private static async Task<string> PostAsync(HttpClient http, string page, string path, Dictionary<string, string> fields)
    {
        var form = await http.GetStringAsync(page);
        fields["__RequestVerificationToken"] = Token().Match(form).Groups["token"].Value;
        using var answer = await http.PostAsync(path, new FormUrlEncodedContent(fields));
        return answer.StatusCode is HttpStatusCode.SeeOther
            ? answer.Headers.Location!.OriginalString
            : throw new InvalidOperationException($"{path} was answered {answer.StatusCode}.");
    }

    [GeneratedRegex("name=\"?__RequestVerificationToken\"?[^>]*value=\"?(?<token>[^\"> ]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex("data-cursor=\"?(?<cursor>[0-9a-z.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cursor();
}
