using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Xtablo.Tests.Support;

/// <summary>A collector of traces and metrics on the loopback that keeps each body as it came.</summary>
public sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, string Body)> _sent = new();

    public Collector()
    {
        using var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)free.LocalEndPoint!).Port}");
        free.Close();
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = TakeAsync();
    }

    public string Address { get; }

    /// <summary>What came at <c>/v1/traces</c>: what is text in it can be read, the rest is what it is.</summary>
    public string Traces => All("/v1/traces");

    /// <inheritdoc cref="Traces"/>
    public string Metrics => All("/v1/metrics");

    public bool IsEmpty => _sent.IsEmpty;

    public void Dispose() => _listener.Close();

    private string All(string path) => string.Join('\n', _sent.Where(each => each.Path == path).Select(each => each.Body));

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.Latin1);
                _sent.Enqueue((context.Request.Url!.AbsolutePath, await reader.ReadToEndAsync()));
                context.Response.Close();
            }
        }
        catch (Exception over) when (over is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // It was closed.
        }
    }
}
