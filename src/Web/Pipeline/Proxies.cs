using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Xtablo.Application.Operation;

namespace Xtablo.Web.Pipeline;

internal static class Proxies
{
    private static readonly object Peer = new();

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

        app.Use((http, next) =>
        {
            http.Items[Peer] = http.Connection.RemoteIpAddress;
            return next(http);
        });
        app.UseForwardedHeaders(forwarded);
        app.Use((http, next) =>
        {
            // No proxy forwards for this machine itself: whoever claims that wants what only the machine may.
            if (http.Connection.RemoteIpAddress is { } claimed && IPAddress.IsLoopback(claimed))
            {
                http.Connection.RemoteIpAddress = (IPAddress?)http.Items[Peer];
            }

            return next(http);
        });
    }
}
