using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;

namespace Xtablo.Bench.Load;

/// <summary>
/// Streams that are open, and what came through them, read by one thread with one buffer: what reads must not be what is measured.
/// </summary>
internal sealed class Crowd : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Post> _posts = [];
    private readonly List<OneStream> _streams = [];
    private readonly Readiness _readiness = new();
    private readonly byte[] _piece = new byte[64 * 1024];
    private readonly Thread _reader;
    private readonly Action<ReadOnlySpan<byte>> _takeFrame;
    private volatile bool _isOver;
    private volatile Exception? _failure;
    private long _deliveries;
    private long _bytes;

    public Crowd()
    {
        _takeFrame = TakeFrame;
        _reader = new Thread(Read) { IsBackground = true, Name = "reads the streams" };
        _reader.Start();
    }

    /// <summary>Frames of messages, all streams together.</summary>
    /// <exception cref="InvalidOperationException">A stream was closed, or sent what cannot be read.</exception>
    public long Deliveries => _failure is { } failure
        ? throw new InvalidOperationException("The streams cannot be read any more.", failure)
        : Interlocked.Read(ref _deliveries);

    /// <summary>Bytes of bodies, all streams together, chunks not counted.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Of streams that were opened.</summary>
    public int Count { get; private set; }

    /// <summary>Opens streams of a server's first discussion.</summary>
    /// <param name="with">Another request than that of a stream that begins now.</param>
    /// <param name="greet">Whether to say what the client of a stream says first.</param>
    /// <exception cref="InvalidOperationException">A stream was refused, or closed.</exception>
    public async Task OpenAsync(Servers.Server server, int count, int atOnce = 64, byte[]? with = null, bool greet = true)
    {
        var request = with ?? server.StreamRequest(0);
        using var room = new SemaphoreSlim(atOnce);
        await Task.WhenAll(Enumerable.Range(0, count).Select(async each =>
        {
            await room.WaitAsync();
            try
            {
                var stream = await OneStream.RequestAsync(server, request);
                int number;
                lock (_gate)
                {
                    number = _streams.Count;
                    _streams.Add(stream);
                }

                _readiness.Watch(stream.Socket.SafeHandle, number);
                await stream.Answered;
                if (greet && server.AfterOpening is { } hello)
                {
                    stream.Socket.Send(hello);
                }
            }
            finally
            {
                room.Release();
            }
        }));
        Count += count;
        if (greet)
        {
            await Task.Delay(Settling(server));
        }
    }

    /// <summary>A server that is greeted lets one in a moment later.</summary>
    public static TimeSpan Settling(Servers.Server server) => server.AfterOpening is null ? TimeSpan.Zero : TimeSpan.FromSeconds(1);

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
        _isOver = true;
        _reader.Join();
        _streams.ForEach(stream => stream.Dispose());
        _readiness.Dispose();
    }

    private void Read()
    {
        const int Milliseconds = 100; // until it is seen that it is over
        try
        {
            while (!_isOver)
            {
                _readiness.Wait(Milliseconds, ReadStream);
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or SocketException)
        {
            _failure = failure;
            lock (_gate)
            {
                _streams.ForEach(stream => stream.Fail(failure));
            }
        }
    }

    private void ReadStream(int number)
    {
        OneStream stream;
        lock (_gate)
        {
            stream = _streams[number];
        }

        var length = stream.Socket.Receive(_piece, SocketFlags.None);
        if (length == 0)
        {
            throw new InvalidOperationException("The server closed a stream.");
        }

        var before = stream.Frames.Bytes;
        stream.Take(_piece.AsSpan(0, length), _takeFrame);
        Interlocked.Add(ref _bytes, stream.Frames.Bytes - before);
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
