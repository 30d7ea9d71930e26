using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>A Redis of the test's own, on a port of the loopback that it keeps through restarts.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly int _port = Ports.Free();
    private Process? _process;

    /// <summary>As Xtablo__Redis has it.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public static async Task<RedisServer> StartNewAsync()
    {
        var redis = new RedisServer();
        await redis.StartAsync();
        return redis;
    }

    public async Task StartAsync()
    {
        _process = Command.Start(
            "redis-server", "--bind", "127.0.0.1", "--port", _port.ToString(CultureInfo.InvariantCulture), "--save", "", "--appendonly", "no",
            "--logfile", "/dev/null", "--dir", Path.GetTempPath());
        await Patience.UntilAsync(() => Ports.AnswersAsync(_port), TimeSpan.FromSeconds(30), "Redis answers");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>It takes what it is sent, and says and does nothing.</summary>
    public Task FreezeAsync() => Command.SignalAsync("STOP", _process!.Id);

    public Task ThawAsync() => Command.SignalAsync("CONT", _process!.Id);

    /// <summary>Throws out every listener, as one that does not keep up; answers how many.</summary>
    public async Task<int> ThrowOutListenersAsync()
    {
        using var client = new TcpClient("127.0.0.1", _port);
        await using var stream = client.GetStream();
        await stream.WriteAsync("CLIENT KILL TYPE pubsub\r\n"u8.ToArray());
        using var answers = new StreamReader(stream);
        var answer = await answers.ReadLineAsync();
        return int.Parse(answer!.TrimStart(':'), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }
    }
}
