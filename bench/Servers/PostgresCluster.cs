using System.Globalization;

namespace Xtablo.Bench.Servers;

/// <summary>A PostgreSQL of the benchmark's own on a port of the loopback, with its defaults: each commit is on the disk.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xtablo-bench-pg-").FullName;
    private int _databases;

    private string Data => Path.Combine(_folder, "data");

    public int Port { get; } = Server.FreePort();

    public double Cpu => Processes.CpuOfTree(int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture));

    /// <summary>Null when PostgreSQL is not installed.</summary>
    public static async Task<PostgresCluster?> StartAsync()
    {
        if (Programs() is not { } programs)
        {
            return null;
        }

        var cluster = new PostgresCluster();
        await cluster.RunAsync(Path.Combine(programs, "initdb"), "-D", cluster.Data, "-U", "postgres", "-A", "trust", "--no-sync");
        await cluster.RunAsync(
            Path.Combine(programs, "pg_ctl"), "-D", cluster.Data, "-l", Path.Combine(cluster._folder, "log"),
            "-o", $"-p {cluster.Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={cluster._folder}", "-w", "start");
        return cluster;
    }

    /// <summary>A fresh one; returns how to connect to it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"bench{++_databases}";
        await RunAsync(Path.Combine(Programs()!, "createdb"), "-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", name);
        return $"Host=127.0.0.1;Port={Port};Username=postgres;Database={name};SSL Mode=Disable;GSS Encryption Mode=Disable";
    }

    /// <summary>The same as an address.</summary>
    public async Task<Uri> CreateDatabaseForAddressAsync()
    {
        await CreateDatabaseAsync();
        return new Uri($"postgres://postgres@127.0.0.1:{Port}/bench{_databases}?sslmode=disable");
    }

    /// <summary>Runs a file of statements.</summary>
    public Task FillAsync(Uri database, string file) =>
        RunAsync(Path.Combine(Programs()!, "psql"), "-q", "-v", "ON_ERROR_STOP=1", "-d", database.ToString(), "-f", file);

    public async ValueTask DisposeAsync()
    {
        await RunAsync(Path.Combine(Programs()!, "pg_ctl"), "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Programs() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(each => Path.Combine(each, "bin")).LastOrDefault()
        : null;

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private async Task RunAsync(string program, params string[] arguments)
    {
        if (!string.Equals(Environment.UserName, "root", StringComparison.Ordinal))
        {
            await Processes.RunAsync(program, arguments);
            return;
        }

        await Processes.RunAsync("chown", ["-R", "postgres", _folder]);
        await Processes.RunAsync("setpriv", ["--reuid", "postgres", "--regid", "postgres", "--clear-groups", program, .. arguments]);
    }
}
