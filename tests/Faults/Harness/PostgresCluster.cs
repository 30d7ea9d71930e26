using System.Globalization;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>
/// A PostgreSQL of the test's own on a port of the loopback, as durable as a real one (fsync is on): what it
/// acknowledged must be there after any crash.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string _folder;

    private PostgresCluster(string folder) => _folder = folder;

    public int Port { get; } = Ports.Free();

    private string Data => Path.Combine(_folder, "data");

    /// <param name="port">Of the cluster, or of a proxy before it.</param>
    public static string ConnectionTo(int port) => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;SSL Mode=Disable;GSS Encryption Mode=Disable");

    public static async Task<PostgresCluster> CreateAsync()
    {
        var cluster = new PostgresCluster(await PostgresPrograms.CreateFolderAsync());
        await PostgresPrograms.CreateDataAsync(cluster.Data);
        await cluster.StartAsync();
        return cluster;
    }

    /// <summary>A standby, started, that gets by a line what its primary stores.</summary>
    public static async Task<PostgresCluster> CreateStandbyAsync(TcpProxy line)
    {
        var standby = new PostgresCluster(await PostgresPrograms.CreateFolderAsync());
        await PostgresPrograms.RunAsync(
            standby._folder, "pg_basebackup", "-h", "127.0.0.1", "-p", line.Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres",
            "-D", standby.Data, "-R", "-X", "stream", "-c", "fast", "--no-sync");
        await standby.StartAsync();
        return standby;
    }

    /// <summary>From now on a commit is acknowledged when the standby has it too, and shows it.</summary>
    public async Task WaitForStandbyAsync()
    {
        await PostgresPrograms.AskAsync(
            Port, "ALTER SYSTEM SET synchronous_commit = remote_apply", "ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()");
        await Patience.UntilAsync(
            async () => await PostgresPrograms.AskAsync(Port, "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == "1",
            TimeSpan.FromSeconds(30), "commits wait for the standby");
    }

    /// <summary>The standby has all that is stored here now.</summary>
    public async Task UntilStandbyHasAllAsync(PostgresCluster standby)
    {
        var here = await PostgresPrograms.AskAsync(Port, "SELECT pg_current_wal_lsn()");
        await Patience.UntilAsync(
            async () => await PostgresPrograms.AskAsync(standby.Port, $"SELECT pg_last_wal_replay_lsn() >= '{here}'") == "t",
            TimeSpan.FromSeconds(30), "the standby has all");
    }

    /// <summary>Makes a standby one that writes.</summary>
    public Task PromoteAsync() => ControlAsync("-w", "promote");

    public Task StartAsync() => ControlAsync(
        "-w", "-t", "180", "-l", Path.Combine(_folder, "log"),
        "-o", string.Create(CultureInfo.InvariantCulture, $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c shared_buffers=64MB"), "start");

    /// <summary>kill -9 of all its processes at once; they need not even close their connections.</summary>
    public async Task KillAsync()
    {
        var processes = await ProcessesAsync();
        await Command.SignalAsync("KILL", processes);
        await Patience.UntilAsync(() => processes.All(process => !Directory.Exists($"/proc/{process}")), TimeSpan.FromSeconds(10), "PostgreSQL is dead");
    }

    /// <param name="mode">As <c>pg_ctl</c> has it: <c>fast</c> or <c>immediate</c>.</param>
    public Task StopAsync(string mode) => ControlAsync("-m", mode, "-w", "stop");

    public async Task FreezeAsync() => await Command.SignalAsync("STOP", await ProcessesAsync());

    public async Task ThawAsync() => await Command.SignalAsync("CONT", await ProcessesAsync());

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")) && (await ProcessesAsync()).Length > 0)
        {
            await ThawAsync();
            await StopAsync("immediate");
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The postmaster, then its children; none when it was killed.</summary>
    private async Task<int[]> ProcessesAsync()
    {
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];
        if (!Directory.Exists($"/proc/{postmaster}"))
        {
            return [];
        }

        var children = await File.ReadAllTextAsync($"/proc/{postmaster}/task/{postmaster}/children");
        return [.. children.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(postmaster).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }

    private Task ControlAsync(params string[] arguments) => PostgresPrograms.RunAsync(_folder, "pg_ctl", ["-D", Data, .. arguments]);
}
