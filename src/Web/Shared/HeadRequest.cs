using Microsoft.AspNetCore.Http.Features;

namespace Xtablo.Web.Shared;

/// <summary>HEAD is GET without the body (RFC 9110, 9.3.2): controllers answer GET, and the body goes nowhere.</summary>
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

    /// <summary>True when only the headers were asked for: an answer without an end must not begin.</summary>
    public static bool IsHead(this HttpContext http) => http.Features.Get<Asked>() is not null;

    private sealed class Asked;
}
