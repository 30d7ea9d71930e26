using System.Diagnostics;
using System.Net;
using Xtablo.Bench.Load;

namespace Xtablo.Bench.Servers;

/// <summary>What a .NET team would write by hand (peers/dotnet): EF Core, a transaction per post, a cookie.</summary>
/// <param name="mode"><c>signalr</c> or <c>events</c></param>
internal sealed class DotNetPeer(string name, string mode, string program, PostgresCluster postgres)
    : Server(name, "fsync of the WAL (synchronous_commit=on)")
{
    private string _cookies = "";

    public override double DatabaseCpu => postgres.Cpu;

    private bool IsHub => mode == "signalr";

    /// <summary>The handshake of SignalR's JSON protocol, as a client's masked text frame.</summary>
    public override byte[]? AfterOpening => IsHub ? WebSocketFrames.Masked("{\"protocol\":\"json\",\"version\":1}\u001e"u8) : null;

    public override Frames NewFrames() => IsHub ? new WebSocketFrames() : new EventFrames();

    public override async Task PrepareAsync(int discussions)
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        (await http.GetAsync("/sign-in")).EnsureSuccessStatusCode();
        _cookies = cookies.GetCookieHeader(http.BaseAddress);
    }

    public override byte[] PostRequest(int discussion, string body) => Form(
        $"/d/{discussion}", $"Cookie: {_cookies}\r\n", $"body={Uri.EscapeDataString(body)}&clientId={Guid.CreateVersion7()}");

    public override byte[] StreamRequest(int discussion) => IsHub
        ? Get($"/hub?tablo={discussion}", $"Cookie: {_cookies}\r\n{WebSocketFrames.Handshake}")
        : Get($"/d/{discussion}/stream", $"Cookie: {_cookies}\r\n");

    protected override async Task<Process> LaunchAsync() => Processes.Start(
        "dotnet", [program, mode, $"http://127.0.0.1:{Port}", await postgres.CreateDatabaseAsync()]);
}

/// <summary>The least that a delivery can cost: the same bytes to each socket in turn, and nothing else.</summary>
internal sealed class Floor(string program) : Server("the floor", "none")
{
    public override bool Stores => false;

    public override Task PrepareAsync(int discussions) => Task.CompletedTask;

    public override byte[] PostRequest(int discussion, string body) => Form("/", "", body);

    public override byte[] StreamRequest(int discussion) => Get("/stream");

    protected override Task<Process> LaunchAsync() => Task.FromResult(Processes.Start("dotnet", [program, "floor", $"{Port}"]));
}
