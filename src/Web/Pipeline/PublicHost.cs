using Xtablo.Application.Operation;

namespace Xtablo.Web.Pipeline;

internal static class PublicHost
{
    /// <summary>Where a public address is set, its host is the only one that is answered; probes ask by whatever name.</summary>
    public static void UsePublicHost(this IApplicationBuilder app, Settings settings)
    {
        if (settings.PublicUrl is not { } address)
        {
            return;
        }

        app.Use((context, next) =>
        {
            var path = context.Request.Path;
            var isProbe = path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments("/metrics", StringComparison.Ordinal);
            if (!isProbe && address.Scheme == Uri.UriSchemeHttps)
            {
                context.Request.Scheme = Uri.UriSchemeHttps; // what people use, though a proxy ends it that is not known here: cookies are Secure
            }

            if (isProbe || context.Request.Host.Host.Equals(address.Host, StringComparison.OrdinalIgnoreCase))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }
}
