using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Memory;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;

namespace Xtablo.Web.Realtime;

/// <summary>
/// Caches the rows of messages as the <c>data:</c> lines of a frame, rendered once per message, revision, format and language
/// however many streams send them; and what streams that are equally far send next, encoded once for all of them.
/// </summary>
internal sealed class FrameCache : IDisposable
{
    private const long Budget = 32 * 1024 * 1024; // bytes
    private const int MostInABatch = 64 * 1024; // bytes: a stream that is far behind sends piece by piece

    private readonly MemoryCache _frames = new(new MemoryCacheOptions { SizeLimit = Budget });
    private readonly ConditionalWeakTable<LogPage, ConcurrentDictionary<BatchKey, byte[]?>> _batches = [];

    /// <summary>Returns the lines in the language of the caller.</summary>
    public ValueTask<byte[]> DataLinesOfAsync(MessageRow row, IRowFormat format)
    {
        var key = new Key(row.Id, row.Revision, format, CultureInfo.CurrentUICulture.Name);
        return _frames.TryGetValue(key, out byte[]? lines) ? new(lines!) : RenderAsync(key, row);
    }

    /// <summary>Returns the row itself, as UTF-8.</summary>
    public async ValueTask<byte[]> RowAsync(MessageRow row, IRowFormat format) =>
        SseWriter.TextOf(await DataLinesOfAsync(row, format));

    /// <summary>
    /// Returns the frames of a page in the language of the caller. Null when a row is not rendered yet, or when they are not the
    /// same for everyone: someone is removed, or a row was edited by an entry beyond the page.
    /// </summary>
    /// <param name="page">As it is known now: <see cref="IFollowedLog.KnownAfter"/></param>
    /// <param name="prefix">Of the frames' ids.</param>
    public byte[]? BatchOf(LogPage page, IRowFormat format, string prefix)
    {
        var batches = _batches.GetOrCreateValue(page);
        var key = new BatchKey(format, prefix, CultureInfo.CurrentUICulture.Name);
        if (!batches.TryGetValue(key, out var batch) && TryEncode(page, key, out batch))
        {
            batches[key] = batch;
        }

        return batch;
    }

    public void Dispose() => _frames.Dispose();

    /// <summary>Returns false when a row is not rendered yet.</summary>
    private bool TryEncode(LogPage page, BatchKey key, out byte[]? batch)
    {
        batch = null;
        var end = page.Entries[^1].Sequence;
        if (page.Entries.Any(entry => entry.Removes is not null || entry.Message.Revision > end))
        {
            return true;
        }

        var frames = new ArrayBufferWriter<byte>();
        foreach (var entry in page.Entries)
        {
            var row = entry.Message;
            if (!_frames.TryGetValue(new Key(row.Id, row.Revision, key.Format, key.Language), out byte[]? lines))
            {
                return false;
            }

            SseWriter.Write(frames, "message", $"{key.Prefix}{new Cursor(page.Epoch, entry.Sequence)}", lines);
            if (frames.WrittenCount > MostInABatch)
            {
                return true;
            }
        }

        batch = frames.WrittenSpan.ToArray();
        return true;
    }

    /// <summary>
    /// Two streams may render the same row concurrently; both results have the same bytes, and one of them stays cached.
    /// </summary>
    private async ValueTask<byte[]> RenderAsync(Key key, MessageRow row)
    {
        var lines = SseWriter.DataLinesOf(await key.Format.RenderAsync(row));
        var terms = new MemoryCacheEntryOptions { Size = lines.Length, SlidingExpiration = TimeSpan.FromMinutes(10) };
        return _frames.Set(key, lines, terms);
    }

    private sealed record Key(MessageId Message, long Revision, IRowFormat Format, string Language);

    private sealed record BatchKey(IRowFormat Format, string Prefix, string Language);
}
