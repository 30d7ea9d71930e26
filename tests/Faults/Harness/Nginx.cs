using System.Diagnostics;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>An nginx of the test's own that passes everything on, and else does as it does by default.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xtablo-faults-nginx-").FullName;
    private Process? _process;

    public Nginx(int target) => Write($$"""server { listen 127.0.0.1:{{Port}}; location / { proxy_pass http://127.0.0.1:{{target}}; } }""");

    private Nginx(XtabloProcess[] nodes) => Write(OperatingPage.NginxForNodes(Port, [.. nodes.Select(node => node.Port)]));

    public int Port { get; } = Ports.Free();

    /// <summary>What it had to complain of.</summary>
    public string ErrorLog => Path.Combine(_folder, "error.log") is var log && File.Exists(log) ? File.ReadAllText(log) : "it said nothing";

    /// <summary>The same without the refusals, of a node that is away: those requests it gives to another.</summary>
    public string Complaints => string.Join('\n', ErrorLog.Split('\n').Where(line => !line.Contains("(111: ", StringComparison.Ordinal)));

    /// <summary>One that gives each request to the next node, as docs/operating.md has it.</summary>
    public static async Task<Nginx> StartAsync(params XtabloProcess[] nodes)
    {
        var nginx = new Nginx(nodes);
        await nginx.StartAsync();
        return nginx;
    }

    /// <summary>A whole configuration, of which a server is the only part that is not as by default.</summary>
    public static string ConfigWith(string server) =>
        $$"""
        daemon off;
        pid nginx.pid;
        {{(Command.IsRoot ? "user root;" : "")}}
        events {}
        http {
          access_log off;
          client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
          {{server}}
        }
        """;

    /// <summary>Runs it in a folder with that configuration.</summary>
    public static Process Run(string folder, string config) => Command.Start(Command.Found("nginx"), "-p", folder, "-c", config, "-e", "error.log");

    public async Task StartAsync()
    {
        _process = Run(_folder, "nginx.conf");
        await Patience.UntilAsync(AnswersAsync, TimeSpan.FromSeconds(30), "nginx answers");
    }

    /// <summary>All its connections end.</summary>
    public async Task StopAsync()
    {
        await Command.SignalAsync("TERM", _process!.Id);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Write(string server) => File.WriteAllText(Path.Combine(_folder, "nginx.conf"), ConfigWith(server));

    private async Task<bool> AnswersAsync()
    {
        Assert.False(_process!.HasExited, $"nginx ended: {ErrorLog}");
        return await Ports.AnswersAsync(Port);
    }
}
