using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Http.Features;

namespace Xtablo.Web.Pipeline;

/// <summary>
/// Limits a request to 256 KiB, unless its endpoint declares another limit. Checked before anything reads the form, so that
/// the response is 413 and nothing else.
/// </summary>
internal static class RequestSize
{
    private const long Usual = 256 * 1024;

    public static void UseRequestSizeLimit(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var said = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>();
        var limit = said is null ? Usual : said.MaxRequestBodySize;
        if (context.Request.ContentLength > limit)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        // Without a Content-Length the server counts while it reads. With one, the server's own larger limit stays, so that an
        // oversized body is read to its end and the sender gets the response.
        if (context.Request.ContentLength is null
            && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException tooLarge)
            when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge && !context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }
    });
}
