using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Operation;

namespace Xtablo.Application;

public static class ApplicationServices
{
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.Scan(scan => scan.FromAssemblyOf<DomainEventDispatcher>()
            .AddClasses(
                classes => classes.AssignableTo(typeof(ICommandHandler<,>)).Where(type => !type.IsGenericType), publicOnly: false)
            .AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(classes => classes.AssignableTo(typeof(IDomainEventHandler<>)), publicOnly: false)
            .AsImplementedInterfaces().WithScopedLifetime());
        services.Decorate(typeof(ICommandHandler<,>), typeof(MeasuredCommandHandler<,>));
        services.Decorate(typeof(ICommandHandler<,>), typeof(LoggedAuthentication<,>));
        services.AddScoped<MessageTexts>();
        services.AddSingleton<AuthenticationLog>();
        services.AddSingleton<XtabloMetrics>();
        services.AddSingleton<DomainEventDispatcher>();
        services.AddSingleton<Doctor>();
        services.AddSingleton(TimeProvider.System);
        return services;
    }
}
