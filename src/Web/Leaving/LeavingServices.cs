using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Xtablo.Web.Leaving;

internal static class LeavingServices
{
    /// <summary>Has <see cref="Draining"/> end the server.</summary>
    public static void AddDraining(this IServiceCollection services)
    {
        services.AddSingleton<Doors>();
        services.AddOptions<SocketTransportOptions>()
            .Configure<Doors>((sockets, doors) => sockets.CreateBoundListenSocket = doors.Open);
        services.AddSingleton<Draining>();
        services.AddSingleton<IHostLifetime>(provider => provider.GetRequiredService<Draining>());
        services.AddHealthChecks().AddCheck<Draining>("draining");
    }

    /// <summary>
    /// While it drains, each answer ends its connection, so that the next request comes by a new one, to another node.
    /// </summary>
    public static void UseDraining(this WebApplication app)
    {
        var draining = app.Services.GetRequiredService<Draining>();
        app.Use((http, next) =>
        {
            if (draining.HasBegun && HttpProtocol.IsHttp11(http.Request.Protocol))
            {
                http.Response.Headers.Connection = "close";
            }

            return next(http);
        });
    }
}
