using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Web.Hosting;

namespace Xtablo.Web.Tests.Common;

/// <summary>What systemd is told, on the socket that it names.</summary>
public sealed class SupervisedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xtablo-supervisor-").FullName;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public SupervisedTests() => _socket.Bind(new UnixDomainSocketEndPoint(Address));

    private string Address => Path.Combine(_folder, "notify");

    public void Dispose()
    {
        _socket.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_start_that_waits_asks_for_more_time_again_and_again()
    {
        var time = new FakeTimeProvider();
        using var progress = new StartProgress(TextWriter.Null, time, TimeSpan.FromSeconds(2), new Supervisor(Address));
        progress.Report("waiting for another Xtablo");

        for (var i = 0; i < 10; i++)
        {
            time.Advance(TimeSpan.FromSeconds(15)); // as long as it is ever silent
            Assert.Equal("EXTEND_TIMEOUT_USEC=60000000\nSTATUS=waiting for another Xtablo", await HeardAsync());
        }
    }

    [Fact]
    public async Task A_server_says_when_it_is_ready()
    {
        await using var program = ProgramProcess.Start(new()
        {
            ["NOTIFY_SOCKET"] = Address,
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Xtablo__DataDirectory"] = _folder,
        });
        await program.AddressAsync();

        var heard = await HeardAsync();
        while (heard.StartsWith("EXTEND_TIMEOUT_USEC=", StringComparison.Ordinal)) // it took longer than a moment
        {
            heard = await HeardAsync();
        }

        Assert.Equal("READY=1\nSTATUS=", heard);
    }

    [Fact]
    public async Task A_supervisor_that_is_busy_hears_it_when_it_comes_to_it()
    {
        var before = FillQueue();
        var saying = Task.Run(new Supervisor(Address).SayReady, TestContext.Current.CancellationToken);
        await Task.WhenAny(saying, Task.Delay(500, TestContext.Current.CancellationToken)); // it is given the time to give up
        for (var i = 0; i < before; i++)
        {
            Assert.Equal("x", await HeardAsync());
        }

        Assert.Equal("READY=1\nSTATUS=", await HeardAsync());
        await saying;
    }

    [Fact]
    public void A_supervisor_that_is_not_there_holds_nothing_up()
    {
        new Supervisor(null).SayReady();
        new Supervisor(Path.Combine(_folder, "nobody")).SayReady();
        new Supervisor("@xtablo-nobody").SayReady();
        new Supervisor(new string('x', 1000)).SayReady();
    }

    /// <summary>Says so much that there is no room for more, and answers how often it was said.</summary>
    private int FillQueue()
    {
        using var others = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        for (var said = 0; ; said++)
        {
            try
            {
                others.SendTo("x"u8, new UnixDomainSocketEndPoint(Address));
            }
            catch (SocketException)
            {
                return said;
            }
        }
    }

    private async Task<string> HeardAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var bytes = new byte[1024];
        var count = await _socket.ReceiveAsync(bytes, SocketFlags.None, patience.Token);
        return Encoding.UTF8.GetString(bytes.AsSpan(0, count));
    }
}
