using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
using Xtablo.Domain.Discussions;

namespace Xtablo.Web.Realtime;

/// <summary>
/// The rows of messages as the <c>data:</c> lines of a frame, rendered once per message, revision, format and language,
/// however many streams send them.
/// </summary>
internal sealed class FrameCache : IDisposable
{
    private const long Budget = 32 * 1024 * 1024; // bytes

    private readonly MemoryCache _frames = new(new MemoryCacheOptions { SizeLimit = Budget });

    /// <summary>In the language of the caller.</summary>
    public ValueTask<byte[]> DataLinesOfAsync(MessageRow row, IRowFormat format)
    {
        var key = new Key(row.Id, row.Revision, format, CultureInfo.CurrentUICulture.Name);
        return _frames.TryGetValue(key, out byte[]? lines) ? new(lines!) : RenderAsync(key, row);
    }

    public void Dispose() => _frames.Dispose();

    /// <summary>Two streams may render the same row at the same moment; they get the same bytes, and one of them is kept.</summary>
    private async ValueTask<byte[]> RenderAsync(Key key, MessageRow row)
    {
        var lines = SseWriter.DataLinesOf(await key.Format.RenderAsync(row));
        return _frames.Set(key, lines, new MemoryCacheEntryOptions { Size = lines.Length, SlidingExpiration = TimeSpan.FromMinutes(10) });
    }

    private sealed record Key(MessageId Message, long Revision, IRowFormat Format, string Language);
}
