using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xtablo.Faults.Tests.Crowd;
using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Rows;

/// <summary>A collector of traces and metrics that is away is nobody's trouble, least of all that of who stops the server.</summary>
public sealed class CollectorTests
{
    private const int Streams = 100;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_a_collector_that_takes_nothing_a_server_with_streams_ends_within_five_seconds(bool accepts)
    {
        using var hole = new TcpListener(IPAddress.Loopback, 0);
        hole.Start(1);
        using var waiting = accepts ? null : await FillAsync(hole);
        var data = Directory.CreateTempSubdirectory("xtablo-faults-collector-");
        await using var program = new XtabloProcess(data.FullName, connection: null, new Dictionary<string, string>
        {
            ["Xtablo__Otlp__Endpoint"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)hole.LocalEndpoint).Port}"),
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500", // so that one is on its way whenever it is stopped
        });
        await program.StartAsync();
        using var ada = new Person(program.Address);
        await ada.SignUpAsync();
        var discussion = await ada.CreateTabloAsync();
        var streams = new List<HttpResponseMessage>();
        for (var i = 0; i < Streams; i++)
        {
            streams.Add(await ada.FollowAsync($"{discussion}/stream", lastEventId: null, TestContext.Current.CancellationToken));
        }

        Assert.Equal(Streams, await program.MetricAsync("xtablo_streams"));
        var stop = await program.StopAsync();

        Assert.True(stop < TimeSpan.FromSeconds(5), $"the stop took {stop}");
        Assert.Equal(0, program.ExitCode);
        streams.ForEach(stream => stream.Dispose());
        data.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_sent_whatever_else_the_environment_names()
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        var data = Directory.CreateTempSubdirectory("xtablo-faults-collector-");
        await using var program = new XtabloProcess(data.FullName, connection: null, new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)collector.LocalEndpoint).Port}"),
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
        });
        await program.StartAsync();
        using var ada = new Person(program.Address);
        await ada.SignUpAsync();

        await program.StopAsync();

        Assert.False(collector.Pending());
        data.Delete(recursive: true);
    }

    /// <summary>Takes all places of the queue, so that whoever connects now hears nothing at all.</summary>
    private static async Task<Waiting> FillAsync(TcpListener hole)
    {
        var waiting = new Waiting();
        while (await waiting.JoinAsync((IPEndPoint)hole.LocalEndpoint))
        {
            Assert.True(waiting.Count < 20, "the queue has no end");
        }

        return waiting;
    }

    private sealed class Waiting : IDisposable
    {
        private readonly List<TcpClient> _clients = [];

        public int Count => _clients.Count;

        public async Task<bool> JoinAsync(IPEndPoint address)
        {
            var client = new TcpClient();
            _clients.Add(client);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try
            {
                await client.ConnectAsync(address, patience.Token);
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        public void Dispose() => _clients.ForEach(client => client.Dispose());
    }
}
