namespace Xtablo.Web.Pipeline;

/// <summary>Sets the headers of every response, errors and streams included.</summary>
internal static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; worker-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string NoTransform = "no-transform";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // As late as possible: the exception handler would clear headers that are set now.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000"; // of this host alone: others of the domain are not ours
            }

            headers["X-Robots-Tag"] = "noindex, nofollow"; // a link that lets someone in would be found by anyone
            if (!headers.CacheControl.ToString().Contains(NoTransform, StringComparison.Ordinal))
            {
                // Intermediaries keep no page, and put no scripts of their own into it.
                headers.CacheControl = $"no-store, {NoTransform}";
            }

            return Task.CompletedTask;
        });
        return next(context);
    });
}
