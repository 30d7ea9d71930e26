using Xtablo.Application.Operation;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Pipeline;

internal static class PublicHost
{
    /// <summary>
    /// Where a public address is configured, refuses requests for any other host, except probes, which may use any name.
    /// </summary>
    public static void UsePublicHost(this IApplicationBuilder app, Settings settings)
    {
        if (settings.PublicUrl is not { } address)
        {
            return;
        }

        app.Use((context, next) =>
        {
            var path = context.Request.Path;
            var isProbe = path.StartsWithSegments("/health", StringComparison.Ordinal)
                || path.StartsWithSegments("/metrics", StringComparison.Ordinal);
            if (!isProbe && address.Scheme == Uri.UriSchemeHttps)
            {
                // People use https, even where a proxy that is not in the settings terminates it: so that cookies are Secure.
                context.Request.Scheme = Uri.UriSchemeHttps;
            }

            if (isProbe || context.Request.HostName().Equals(address.Host, StringComparison.OrdinalIgnoreCase))
            {
                return next(context);
            }

            HostMismatch.Note(context, address.Host);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }
}
