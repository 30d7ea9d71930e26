using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Xtablo.Peers;

/// <summary>
/// The least that a delivery can cost: who posts has the very bytes of a row sent to each socket in turn, by one system call
/// each. It stores nothing and checks nobody.
/// </summary>
internal static class Floor
{
    private const int FrameLength = 687; // that of a line of ten words, as Xtablo sends it

    private static readonly Lock Gate = new();
    private static readonly List<Socket> Streams = [];

    public static async Task RunAsync(int port)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(4096);
        while (true)
        {
            var socket = await listener.AcceptAsync();
            socket.NoDelay = true;
            _ = ServeAsync(socket);
        }
    }

    private static async Task ServeAsync(Socket socket)
    {
        var buffer = new byte[2048];
        try
        {
            while (await socket.ReceiveAsync(buffer) is > 0 and var length)
            {
                var request = Encoding.ASCII.GetString(buffer, 0, length); // the benchmark sends each request in one piece
                if (request.Contains("/stream ", StringComparison.Ordinal))
                {
                    await socket.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
                    lock (Gate)
                    {
                        Streams.Add(socket);
                    }

                    continue;
                }

                var body = request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
                if (body.Length > 0)
                {
                    SendToAll(body);
                }

                await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
            }
        }
        catch (SocketException)
        {
            // It has left.
        }

        lock (Gate)
        {
            Streams.Remove(socket);
        }

        socket.Dispose();
    }

    private static void SendToAll(string body)
    {
        var frame = $"event: message\ndata: {body}\nid: 1\n\n";
        frame = frame.Replace("data: ", $"data: {new string('x', FrameLength - frame.Length)}", StringComparison.Ordinal);
        var chunk = Encoding.ASCII.GetBytes($"{frame.Length:x}\r\n{frame}\r\n");
        lock (Gate)
        {
            foreach (var stream in Streams)
            {
                stream.Send(chunk);
            }
        }
    }
}
