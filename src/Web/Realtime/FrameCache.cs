using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;
using Xtablo.Web.Api;

namespace Xtablo.Web.Realtime;

/// <summary>
/// The row of a message as the <c>data:</c> lines of a frame, rendered once per message, revision, format and language
/// however many streams send it. It is rendered without a request, so that nothing of one viewer can get to another.
/// </summary>
internal sealed class FrameCache(
    IRazorViewEngine views, ITempDataProvider tempData, IServiceScopeFactory scopes, JsonRow json, IOptions<JsonOptions> jsonOptions) : IDisposable
{
    private const string Row = "/Discussions/_Message.cshtml";
    private const long Budget = 32 * 1024 * 1024; // bytes

    private readonly MemoryCache _frames = new(new MemoryCacheOptions { SizeLimit = Budget });

    /// <summary>In the language of the caller.</summary>
    public ValueTask<byte[]> DataLinesOfAsync(MessageView message, RowFormat format)
    {
        var key = new Key(message.Id, message.Revision, format, CultureInfo.CurrentUICulture.Name);
        return _frames.TryGetValue(key, out byte[]? lines)
            ? new(lines!)
            : format == RowFormat.Json
                ? new(Keep(key, JsonSerializer.Serialize(json.Of(message), jsonOptions.Value.JsonSerializerOptions)))
                : RenderAsync(key, message);
    }

    public void Dispose() => _frames.Dispose();

    private async ValueTask<byte[]> RenderAsync(Key key, MessageView message)
    {
        // Two streams may render the same row at the same moment; they get the same bytes, and one of them is kept.
        await using var scope = scopes.CreateAsyncScope();
        var nobody = new ActionContext(new DefaultHttpContext { RequestServices = scope.ServiceProvider }, new RouteData(), new ActionDescriptor());
        var view = views.GetView(executingFilePath: null, Row, isMainPage: false).EnsureSuccessful([Row]).View!;
        await using var html = new StringWriter(CultureInfo.InvariantCulture);
        var data = new ViewDataDictionary<MessageView>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = message };
        await view.RenderAsync(new ViewContext(
            nobody, view, data, new TempDataDictionary(nobody.HttpContext, tempData), html, new HtmlHelperOptions()));
        return Keep(key, html.ToString());
    }

    private byte[] Keep(Key key, string text)
    {
        var lines = SseWriter.DataLinesOf(text);
        return _frames.Set(key, lines, new MemoryCacheEntryOptions { Size = lines.Length, SlidingExpiration = TimeSpan.FromMinutes(10) });
    }

    private sealed record Key(MessageId Message, long Revision, RowFormat Format, string Language);
}
