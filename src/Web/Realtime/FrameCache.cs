using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
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
        var key = new Key(row.Id, row.Revision, format, CultureInfo.CurrentUICulture.Name);
        return _frames.TryGetValue(key, out byte[]? lines) ? new(lines!) : RenderAsync(key, row);
    }

    /// <summary>Returns the row itself, as UTF-8.</summary>
    public async ValueTask<byte[]> RowAsync(MessageRow row, IRowFormat format) =>
        SseWriter.TextOf(await DataLinesOfAsync(row, format));

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

    private sealed record Key(MessageId Message, long Revision, IRowFormat Format, string Language);
}
