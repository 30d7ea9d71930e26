using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Html;
using Xtablo.Domain.Discussions;
using Xtablo.Web.Realtime;

namespace Xtablo.Web.Discussions;

/// <summary>The rows of pages and of answers: those that the streams send, rendered once for all.</summary>
internal sealed class Rows(FrameCache frames, HtmlFormat format)
{
    private readonly ConditionalWeakTable<IReadOnlyList<MessageRow>, ConcurrentDictionary<string, HtmlString>> _windows = [];

    /// <summary>Returns a row as UTF-8, in the language of the caller.</summary>
    public ValueTask<byte[]> BytesOfAsync(MessageRow row) => frames.RowAsync(row, format);

    /// <summary>Returns the rows of a window in the language of the caller; for the same list the same text.</summary>
    public async ValueTask<IHtmlContent> HtmlOfAsync(IReadOnlyList<MessageRow> window)
    {
        var known = _windows.GetOrCreateValue(window);
        var language = CultureInfo.CurrentUICulture.Name;
        if (!known.TryGetValue(language, out var html))
        {
            var text = new StringBuilder();
            foreach (var row in window)
            {
                text.Append(Encoding.UTF8.GetString(await BytesOfAsync(row))).Append('\n');
            }

            known[language] = html = new HtmlString(text.ToString());
        }

        return html;
    }
}
