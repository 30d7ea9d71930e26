using System.Buffers.Text;
using System.Diagnostics;

namespace Xtablo.Bench.Load;

/// <summary>Streams that are open and read, and what came through them.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly List<Connection> _connections = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Post> _posts = [];
    private long _deliveries;
    private long _bytes;

    /// <summary>Frames of messages, all streams together.</summary>
    public long Deliveries => Interlocked.Read(ref _deliveries);

    /// <summary>Bytes of bodies, all streams together, chunks not counted.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public int Count => _connections.Count;

    /// <summary>Opens streams of a server's first discussion.</summary>
    /// <param name="with">Another request than that of a stream that begins now.</param>
    public async Task OpenAsync(Servers.Server server, int count, int atOnce = 64, byte[]? with = null)
    {
        var request = with ?? server.StreamRequest(0);
        using var room = new SemaphoreSlim(atOnce);
        await Task.WhenAll(Enumerable.Range(0, count).Select(async each =>
        {
            await room.WaitAsync();
            try
            {
                var connection = await Connection.OpenAsync(server.Port);
                var first = await connection.OpenStreamAsync(request);
                if (server.AfterOpening is { } hello)
                {
                    await connection.SendAsync(hello);
                }

                lock (_gate)
                {
                    _connections.Add(connection);
                }

                _ = Task.Run(() => ReadAsync(connection, server.NewFrames(), first));
            }
            finally
            {
                room.Release();
            }
        }));
        if (server.AfterOpening is not null)
        {
            await Task.Delay(1000); // a server that is greeted lets one in a moment later
        }
    }

    /// <summary>Notes that a post is on its way, so that what arrives of it is timed.</summary>
    public void Expect(long mark)
    {
        lock (_gate)
        {
            _posts[mark] = new Post(Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Milliseconds from each post to the last stream that got it; posts that some stream misses are not among them.</summary>
    public double[] LastArrivals()
    {
        lock (_gate)
        {
            return [.. _posts.Values.Where(post => post.Arrivals.Count == Count).Select(post => post.After(post.Arrivals[^1])).Order()];
        }
    }

    /// <summary>Milliseconds from each post to each stream that got it.</summary>
    public double[] Arrivals()
    {
        lock (_gate)
        {
            return [.. _posts.Values.SelectMany(post => post.Arrivals, (post, arrival) => post.After(arrival))];
        }
    }

    /// <summary>Posts that did not reach each stream exactly once.</summary>
    public int Unequal()
    {
        lock (_gate)
        {
            return _posts.Values.Count(post => post.Arrivals.Count != Count);
        }
    }

    public void Forget()
    {
        lock (_gate)
        {
            _posts.Clear();
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _connections.ForEach(connection => connection.Dispose());
        _end.Dispose();
    }

    private async Task ReadAsync(Connection connection, Frames frames, byte[] first)
    {
        var piece = new byte[4096];
        try
        {
            frames.Take(first, TakeFrame);
            while (await connection.ReceiveAsync(piece, _end.Token) is > 0 and var length)
            {
                var before = frames.Bytes;
                frames.Take(piece.AsSpan(0, length), TakeFrame);
                Interlocked.Add(ref _bytes, frames.Bytes - before);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    /// <summary>A frame whose text bears a mark is a message.</summary>
    private void TakeFrame(ReadOnlySpan<byte> frame)
    {
        var at = frame.IndexOf(Marks.Prefix);
        if (at < 0 || !Utf8Parser.TryParse(frame[(at + Marks.Prefix.Length)..], out long mark, out _))
        {
            return;
        }

        Interlocked.Increment(ref _deliveries);
        var now = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            if (_posts.TryGetValue(mark, out var post))
            {
                post.Arrivals.Add(now);
            }
        }
    }

    private sealed class Post(long begun)
    {
        /// <summary>When each stream got it, in order.</summary>
        public List<long> Arrivals { get; } = [];

        /// <summary>Milliseconds from the post to an arrival.</summary>
        public double After(long arrival) => Stopwatch.GetElapsedTime(begun, arrival).TotalMilliseconds;
    }
}

internal static class Marks
{
    private static long last;

    public static ReadOnlySpan<byte> Prefix => "mark"u8;

    public static long Next() => Interlocked.Increment(ref last);

    /// <summary>A line of ten words, the last of which is the mark.</summary>
    public static string Line(long mark) => $"Shall we meet at the roof at nine tomorrow morning mark{mark}.";
}
