using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xtablo.Bench.Load;

namespace Xtablo.Bench.Servers;

/// <summary>A program that is measured: a process on a port of the loopback.</summary>
internal abstract class Server(string name, string durability) : IAsyncDisposable
{
    private Process? _process;

    public string Name => name;

    /// <summary>What it has done for a post when it answers.</summary>
    public string Durability => durability;

    public int Port { get; } = FreePort();

    public int ProcessId => _process!.Id;

    public double Cpu => Processes.CpuOf(ProcessId);

    /// <summary>Of its database, when that is a process of its own.</summary>
    public virtual double DatabaseCpu => 0;

    public long Memory => Processes.MemoryOf(ProcessId);

    /// <summary>Makes what the scenarios need: an account that is signed in, and so many discussions.</summary>
    public abstract Task PrepareAsync(int discussions);

    /// <summary>What a post is sent as: a form, as htmx sends it.</summary>
    public abstract byte[] PostRequest(int discussion, string body);

    public virtual async Task<Poster> OpenPosterAsync() => new FormPoster(this, await Connection.OpenAsync(Port));

    public abstract byte[] StreamRequest(int discussion);

    /// <summary>Of a stream that was open before, when the first discussion was prepared.</summary>
    public virtual byte[] ReturnRequest(int discussion) => StreamRequest(discussion);

    /// <summary>The smallest there is.</summary>
    public virtual byte[] ProbeRequest => Get(ReadyPath);

    /// <summary>What the client of a stream says first; null for nothing.</summary>
    public virtual byte[]? AfterOpening => null;

    public virtual Frames NewFrames() => new EventFrames();

    /// <summary>Whether it stores what is posted; else it is only good for streams.</summary>
    public virtual bool Stores => true;

    /// <summary>Null when it has none.</summary>
    public virtual byte[]? PageRequest(int discussion) => null;

    public async Task StartAsync()
    {
        _process = await LaunchAsync();
        for (var i = 0; ; i++)
        {
            try
            {
                using var connection = await Connection.OpenAsync(Port);
                if ((await connection.AskAsync(Get(ReadyPath))).Status == 200)
                {
                    return;
                }
            }
            catch (Exception failure) when (failure is SocketException or InvalidOperationException)
            {
                // Not yet.
            }

            if (_process.HasExited || i > 600)
            {
                throw new InvalidOperationException($"{Name} does not start.");
            }

            await Task.Delay(100);
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<Process> LaunchAsync();

    protected virtual string ReadyPath => "/health/ready";

    protected byte[] Get(string path, string headers = "") =>
        System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{Port}\r\n{headers}\r\n");

    protected byte[] Form(string path, string headers, string body) => System.Text.Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{Port}\r\n{headers}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
