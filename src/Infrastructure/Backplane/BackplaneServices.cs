using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Operation;
using Xtablo.Application.Presence;
using Xtablo.Application.Realtime;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Backplane;

internal static class BackplaneServices
{
    /// <summary>Has the nodes wake each other as the settings say. What it decorates must be registered before.</summary>
    /// <exception cref="SettingException">The configuration of Redis cannot be read.</exception>
    public static IServiceCollection AddBackplane(this IServiceCollection services, BackplaneSettings settings)
    {
        services.Decorate<IRealtimeBroadcaster, RingingBroadcaster>();
        services.Decorate<IPresence, RingingPresence>();
        if (settings.Kind == BackplaneKind.None)
        {
            return services.AddSingleton<IDoorbell, NoDoorbell>();
        }

        var redis = settings.Kind == BackplaneKind.Redis ? RedisLine.OptionsFrom(settings.Redis) : null;
        services.AddSingleton<ILine>(provider => redis is null
            ? new PostgresLine(provider.GetRequiredService<Database>())
            : new RedisLine(redis, provider.GetRequiredService<Installation>()));
        services.AddSingleton<Installation>();
        services.AddSingleton<Doorbell>();
        services.AddSingleton<IDoorbell>(provider => provider.GetRequiredService<Doorbell>());
        services.AddHostedService(provider => provider.GetRequiredService<Doorbell>());
        services.AddSingleton<PassingReader>();
        services.AddSingleton<Lookups>();
        services.AddSingleton<Answering>();
        services.AddHostedService(provider => provider.GetRequiredService<Answering>());
        services.AddSingleton<Listener>();
        services.AddHostedService(provider => provider.GetRequiredService<Listener>());
        return services;
    }
}
