using System.Diagnostics;

namespace Xtablo.Bench.Servers;

/// <summary>
/// The same job written by hand in Go (peers/standin): session and owner looked up, a transaction per post with the read mark,
/// the row as HTML, a channel of 64 a subscriber.
/// </summary>
internal sealed class StandIn(string program, PostgresCluster postgres) : Server("Go, by hand", "fsync of the WAL (synchronous_commit=on)")
{
    public override double DatabaseCpu => postgres.Cpu;

    /// <summary>Builds it with the packages of the distribution; null when they are not installed.</summary>
    public static async Task<string?> BuildAsync(string source, string into)
    {
        const string Packages = "/usr/share/gocode";
        if (!File.Exists("/usr/bin/go") || !Directory.Exists($"{Packages}/src/github.com/jackc/pgx"))
        {
            return null;
        }

        var program = Path.Combine(into, "standin");
        await Processes.RunAsync("/usr/bin/go", ["build", "-o", program, Path.Combine(source, "main.go")], new Dictionary<string, string>
        {
            ["GO111MODULE"] = "off",
            ["GOPATH"] = Packages,
            ["GOFLAGS"] = "",
            ["GOCACHE"] = Path.Combine(into, "go-cache"),
        });
        return program;
    }

    public override Task PrepareAsync(int discussions) => Task.CompletedTask; // it has made them when it is ready

    public override byte[] PostRequest(int discussion, string body) => Form(
        $"/d/{discussion}", "Cookie: session=bench\r\n", $"body={Uri.EscapeDataString(body)}&clientId={Guid.CreateVersion7()}");

    public override byte[] StreamRequest(int discussion) => Get($"/d/{discussion}/stream", "Cookie: session=bench\r\n");

    protected override async Task<Process> LaunchAsync() => Processes.Start(
        program, [$"127.0.0.1:{Port}", (await postgres.CreateDatabaseForAddressAsync()).ToString()]);
}
