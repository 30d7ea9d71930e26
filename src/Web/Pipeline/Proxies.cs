using Microsoft.AspNetCore.HttpOverrides;
using Xtablo.Application.Operation;

namespace Xtablo.Web.Pipeline;

internal static class Proxies
{
    /// <summary>Trusts the forwarded headers of the configured proxies, and of nobody else.</summary>
    public static void UseKnownProxies(this IApplicationBuilder app, Settings settings)
    {
        if (settings.KnownProxies.Count == 0)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null, // follows the chain back as far as the proxies are known
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
