using Microsoft.AspNetCore.HttpOverrides;
using Xtablo.Application.Operation;

namespace Xtablo.Web.Pipeline;

internal static class Proxies
{
    /// <summary>Believes the forwarded headers of the proxies that are set, and nobody else's.</summary>
    public static void UseKnownProxies(this IApplicationBuilder app, Settings settings)
    {
        if (settings.KnownProxies.Count == 0)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null, // as far back as the proxies are known
        };
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var proxy in settings.KnownProxies)
        {
            forwarded.KnownIPNetworks.Add(proxy);
        }

        app.UseForwardedHeaders(forwarded);
    }
}
