using System.Diagnostics;
using System.Globalization;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>A pooler before a PostgreSQL, that gives out a connection for each transaction and else does as it does by default.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly int _database;
    private Process? _process;

    private PgBouncer(string folder, int database) => (_folder, _database) = (folder, database);

    public int Port { get; } = Ports.Free();

    /// <param name="database">The port of PostgreSQL.</param>
    public static async Task<PgBouncer> StartAsync(int database)
    {
        var pooler = new PgBouncer(await PostgresPrograms.CreateFolderAsync(), database);
        await pooler.StartAsync();
        return pooler;
    }

    public async ValueTask DisposeAsync()
    {
        await Command.SignalAsync("TERM", _process!.Id);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync()
    {
        var settings = Path.Combine(_folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(settings, string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host=127.0.0.1 port={_database}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {Port}
            unix_socket_dir =
            auth_type = trust
            auth_file = users
            pool_mode = transaction
            default_pool_size = 4
            server_login_retry = 1
            """));
        await File.WriteAllTextAsync(Path.Combine(_folder, "users"), "\"postgres\" \"\"\n");
        string[] user = Command.IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : [];
        _process = Command.Start("sh", ["-c", "cd \"$0\" && exec \"$@\" >log 2>&1", _folder, .. user, Command.Found("pgbouncer"), "pgbouncer.ini"]);
        await Patience.UntilAsync(AnswersAsync, TimeSpan.FromSeconds(30), "the pooler answers");
    }

    private async Task<bool> AnswersAsync()
    {
        if (_process!.HasExited)
        {
            Assert.Fail($"the pooler ended: {await File.ReadAllTextAsync(Path.Combine(_folder, "log"))}");
        }

        return await Ports.AnswersAsync(Port);
    }
}
