using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Xtablo.Application.Realtime;

namespace Xtablo.Web.Realtime;

/// <summary>What the streams that are equally far send next, encoded once for all of them.</summary>
internal sealed class SharedFrames(FrameCache rows)
{
    private const int Most = 64 * 1024; // bytes: a stream that is far behind sends piece by piece

    private readonly ConditionalWeakTable<LogPage, ConcurrentDictionary<Key, byte[]?>> _encoded = [];

    /// <summary>
    /// Returns the frames of a page in the language of the caller. Null when a row is not rendered yet, or when they are not the
    /// same for everyone: someone is removed, or a row was edited by an entry beyond the page.
    /// </summary>
    /// <param name="page">As it is known now: <see cref="IFollowedLog.KnownAfter"/></param>
    /// <param name="prefix">Of the frames' ids.</param>
    public byte[]? Of(LogPage page, IRowFormat format, string prefix)
    {
        var encoded = _encoded.GetOrCreateValue(page);
        var key = new Key(format, prefix, CultureInfo.CurrentUICulture.Name);
        if (!encoded.TryGetValue(key, out var frames) && TryEncode(page, key, out frames))
        {
            encoded[key] = frames;
        }

        return frames;
    }

    /// <summary>Returns false when a row is not rendered yet.</summary>
    private bool TryEncode(LogPage page, Key key, out byte[]? encoded)
    {
        encoded = null;
        var end = page.Entries[^1].Sequence;
        if (page.Entries.Any(entry => entry.Removes is not null || entry.Message.Revision > end))
        {
            return true;
        }

        var frames = new ArrayBufferWriter<byte>();
        foreach (var entry in page.Entries)
        {
            if (rows.KnownLinesOf(entry.Message, key.Format) is not { } lines)
            {
                return false;
            }

            SseWriter.Write(frames, "message", $"{key.Prefix}{new Cursor(page.Epoch, entry.Sequence)}", lines);
            if (frames.WrittenCount > Most)
            {
                return true;
            }
        }

        encoded = frames.WrittenSpan.ToArray();
        return true;
    }

    private sealed record Key(IRowFormat Format, string Prefix, string Language);
}
