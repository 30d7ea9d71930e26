using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;

namespace Xtablo.Web.Realtime;

/// <summary>
/// Caches the rows of messages as the <c>data:</c> lines of a frame, rendered once per message, revision, format and language
/// however many streams send them.
/// </summary>
internal sealed class FrameCache : IDisposable
{
    private const long Budget = 32 * 1024 * 1024; // bytes

    private readonly MemoryCache _frames = new(new MemoryCacheOptions { SizeLimit = Budget });

    /// <summary>Returns the lines in the language of the caller.</summary>
    public ValueTask<byte[]> DataLinesOfAsync(MessageRow row, IRowFormat format)
    {
        var key = KeyOf(row, format);
        return _frames.TryGetValue(key, out byte[]? lines) ? new(lines!) : RenderAsync(key, row);
    }

    /// <summary>Returns the lines in the language of the caller; null when the row is not rendered yet.</summary>
    public byte[]? KnownLinesOf(MessageRow row, IRowFormat format) => _frames.Get<byte[]>(KeyOf(row, format));

    /// <summary>Returns the row itself, as UTF-8.</summary>
    public async ValueTask<byte[]> RowAsync(MessageRow row, IRowFormat format) =>
        SseWriter.TextOf(await DataLinesOfAsync(row, format));

    /// <summary>
    /// Returns the row as it is at the time of writing, which may be a while after the page was read; null when the changes
    /// since are no longer remembered.
    /// </summary>
    public async ValueTask<(MessageRow Row, byte[] Lines)?> PresentAsync(
        IFollowedLog log, LogPage page, StreamEntry entry, IRowFormat format)
    {
        while (log.Present(page, entry) is { } row)
        {
            var rendering = DataLinesOfAsync(row, format);
            var atOnce = rendering.IsCompletedSuccessfully;
            var lines = await rendering;
            if (atOnce || log.Present(page, entry)?.Revision == row.Revision)
            {
                return (row, lines);
            }
        }

        return null;
    }

    public void Dispose() => _frames.Dispose();

    /// <summary>
    /// Two streams may render the same row concurrently; both results have the same bytes, and one of them stays cached.
    /// </summary>
    private async ValueTask<byte[]> RenderAsync(Key key, MessageRow row)
    {
        var lines = SseWriter.DataLinesOf(await key.Format.RenderAsync(row));
        var terms = new MemoryCacheEntryOptions { Size = lines.Length, SlidingExpiration = TimeSpan.FromMinutes(10) };
        return _frames.Set(key, lines, terms);
    }

    private static Key KeyOf(MessageRow row, IRowFormat format) =>
        new(row.Id, row.Revision, format, CultureInfo.CurrentUICulture.Name);

    private sealed record Key(MessageId Message, long Revision, IRowFormat Format, string Language);
}
