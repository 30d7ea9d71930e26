using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Xtablo.Web.Realtime;

/// <summary>
/// Writes the frames of one stream (WHATWG HTML, 9.2). Frames are buffered until they are flushed. Lines end with LF only,
/// because a CR LF split in two would be read as two line ends.
/// </summary>
internal sealed class SseWriter(PipeWriter output, TimeProvider time)
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private const string DataLine = "data: ";
    private const int FlushAt = 64 * 1024; // bytes buffered, so that a long catch-up does not pile up in memory

    /// <summary>When the stream was last flushed, as <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long LastFlush { get; private set; } = time.GetTimestamp();

    /// <summary>Sets the headers that announce a stream.</summary>
    public static void Announce(HttpResponse response)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store, no-transform";
        response.Headers["X-Accel-Buffering"] = "no"; // otherwise nginx would hold back every frame
    }

    /// <summary>Returns a text as <c>data:</c> lines. Only CR, LF and CR LF end a line; U+2028 and its like are text.</summary>
    public static byte[] DataLinesOf(string text)
    {
        var lines = new StringBuilder(text.Length + 64);
        foreach (var line in text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim('\n').Split('\n'))
        {
            lines.Append(DataLine).Append(line).Append('\n');
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    /// <summary>Returns the text that stands in <c>data:</c> lines.</summary>
    public static byte[] TextOf(ReadOnlySpan<byte> dataLines)
    {
        var text = new ArrayBufferWriter<byte>(dataLines.Length);
        foreach (var line in dataLines[..^1].Split((byte)'\n'))
        {
            text.Write(dataLines[line][DataLine.Length..]);
            text.Write("\n"u8);
        }

        return text.WrittenSpan[..^1].ToArray();
    }

    /// <summary>
    /// Writes how long the browser waits before it reconnects, and a comment, so that the first bytes leave at once.
    /// </summary>
    public void Greet(TimeSpan retry) => Encoding.UTF8.GetBytes(Greeting(retry), output);

    /// <inheritdoc cref="Greet"/>
    public static string Greeting(TimeSpan retry) =>
        string.Create(CultureInfo.InvariantCulture, $"retry: {(long)retry.TotalMilliseconds}\n: ok\n\n");

    /// <summary>
    /// Writes a frame. Its id comes last: some clients believe an id when they have read its line, so that a line cut within
    /// the frame would cost them the message.
    /// </summary>
    /// <param name="id">The new cursor; null where the cursor must not move.</param>
    public void Event(string name, string? id, ReadOnlySpan<byte> dataLines) => Write(output, name, id, dataLines);

    /// <inheritdoc cref="Event(string, string?, ReadOnlySpan{byte})"/>
    public static void Write(IBufferWriter<byte> output, string name, string? id, ReadOnlySpan<byte> dataLines)
    {
        Encoding.UTF8.GetBytes($"event: {name}\n", output);
        output.Write(dataLines);
        Encoding.UTF8.GetBytes(id is null ? "\n" : $"id: {id}\n\n", output);
    }

    /// <summary>Writes frames that are encoded already.</summary>
    public void Frames(ReadOnlySpan<byte> encoded) => output.Write(encoded);

    public void Event(string name, string? id, string json) => Event(name, id, DataLinesOf(json));

    /// <summary>Flushes when 64 KiB or more are buffered.</summary>
    /// <exception cref="TimeoutException">As <see cref="FlushAsync"/></exception>
    public ValueTask FlushIfFullAsync(CancellationToken ct) => output.UnflushedBytes < FlushAt ? default : FlushAsync(ct);

    /// <summary>Sends what is buffered.</summary>
    /// <exception cref="TimeoutException">The client did not accept it within the deadline.</exception>
    public async ValueTask FlushAsync(CancellationToken ct, TimeSpan? deadline = null)
    {
        var flush = output.FlushAsync(ct);
        if (!flush.IsCompleted)
        {
            await flush.AsTask().WaitAsync(deadline ?? Deadline, time, ct);
        }

        LastFlush = time.GetTimestamp();
    }
}
