using Microsoft.AspNetCore.Http.Features;

namespace Xtablo.Web.Shared;

/// <summary>
/// Handles HEAD as GET without the body (RFC 9110, 9.3.2): controllers see a GET, and what they write is discarded.
/// </summary>
internal static class HeadRequest
{
    public static void UseHead(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
            context.Features.Set(new Asked());
            context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        }

        return next(context);
    });

    /// <summary>Returns true when only the headers were requested: an endless response must not begin.</summary>
    public static bool IsHead(this HttpContext http) => http.Features.Get<Asked>() is not null;

    private sealed class Asked;
}
