using Xtablo.Web.Realtime;
using Xtablo.Web.Shared;
using Xtablo.Web.SignIn;

namespace Xtablo.Web.Pipeline;

/// <summary>
/// Refuses requests that another site makes a browser send in order to change something or to open a stream. Browsers declare
/// the site in <c>Sec-Fetch-Site</c>, older ones in <c>Origin</c>; a program sends neither, but has nobody's cookies either.
/// The antiforgery field is the other half of this defence.
/// </summary>
internal static class CrossSite
{
    private const string FetchSite = "Sec-Fetch-Site";

    public static void UseCrossSiteRefusal(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (!MattersIn(request) || IsOwn(request) || BringsItsOwnToken(request))
        {
            return next(context);
        }

        if (!request.Headers.ContainsKey(FetchSite) && OriginOf(request) is { } from)
        {
            HostMismatch.Note(context, from.IdnHost); // another site, or a proxy that changes the host
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    private static bool MattersIn(HttpRequest request) =>
        !IsSafe(request.Method) || StreamAttribute.IsOn(request.HttpContext.GetEndpoint());

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private static bool IsOwn(HttpRequest request)
    {
        if (request.Headers[FetchSite] is { Count: > 0 } site)
        {
            return site.ToString() is "same-origin" or "none"; // same-site is refused too: a neighbouring subdomain is foreign
        }

        // Compares only hosts: a proxy may forward neither the scheme nor the port. "null" is not a host.
        return request.Headers.Origin.Count == 0
            || OriginOf(request)?.IdnHost.Equals(request.HostName(), StringComparison.OrdinalIgnoreCase) is true;
    }

    private static Uri? OriginOf(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin) ? origin : null;

    /// <summary>The API accepts no cookies, and a browser never adds a bearer token by itself.</summary>
    private static bool BringsItsOwnToken(HttpRequest request) =>
        ApiAddresses.Is(request.Path)
        && request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
}
