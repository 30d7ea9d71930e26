using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Common;
using Xunit;

namespace Xtablo.Architecture.Tests;

/// <summary>The container that the program really runs with, built under validation of scopes and of each service.</summary>
public sealed class ContainerTests(RunningApp app) : IClassFixture<RunningApp>
{
    /// <summary>Interfaces of the inner layers that are no ports.</summary>
    private static readonly Type[] NoPorts =
    [
        typeof(IDomainEvent),
        typeof(IStreamSubscription), // handed out by a port
        typeof(IFollowedLog),
        typeof(ICheckup), // one for each thing that the doctor looks at
    ];

    private static readonly Assembly[] OuterLayers = [typeof(Infrastructure.InfrastructureServices).Assembly, typeof(Program).Assembly];

    public static TheoryData<Type> Ports => new(PublicTypes(typeof(ICommandHandler<,>), typeof(IDomainEvent))
        .Where(type => type is { IsInterface: true, IsGenericType: false } && !NoPorts.Contains(type)));

    public static TheoryData<Type> CommandHandlers => new(PublicTypes(typeof(ICommandHandler<,>))
        .Where(type => type.IsClass && PortOf(type) is not null));

    public static TheoryData<Type> Controllers => new(typeof(Program).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(ControllerBase))));

    [Theory]
    [MemberData(nameof(Ports))]
    public void Each_port_is_implemented_once_in_an_outer_layer(Type port)
    {
        using var scope = app.Services.CreateScope();

        var implementation = scope.ServiceProvider.GetRequiredService(port).GetType();

        Assert.Equal(1, TimesRegistered(port));
        Assert.Contains(implementation.Assembly, OuterLayers);
    }

    [Theory]
    [MemberData(nameof(CommandHandlers))]
    public void Each_command_handler_is_resolvable(Type handler)
    {
        using var scope = app.Services.CreateScope();

        Assert.NotNull(scope.ServiceProvider.GetRequiredService(PortOf(handler)!));
        Assert.Equal(1, TimesRegistered(PortOf(handler)!));
    }

    [Theory]
    [MemberData(nameof(Controllers))]
    public void Each_controller_can_be_made(Type controller)
    {
        using var scope = app.Services.CreateScope();

        Assert.NotNull(ActivatorUtilities.CreateInstance(scope.ServiceProvider, controller));
    }

    [Fact]
    public void No_singleton_takes_what_lives_in_a_scope()
    {
        _ = app.Services;
        var scoped = app.Registered.Where(service => service.Lifetime == ServiceLifetime.Scoped).Select(service => service.ServiceType).ToHashSet();
        var singletons = app.Registered
            .Where(service => service.Lifetime == ServiceLifetime.Singleton && !service.IsKeyedService)
            .Select(service => service.ImplementationType ?? service.ImplementationInstance?.GetType() ?? service.ServiceType)
            .Where(IsOurs)
            .ToList();

        Assert.NotEmpty(scoped);
        Assert.NotEmpty(singletons);
        Assert.DoesNotContain(singletons.SelectMany(TakenBy), taken => scoped.Contains(taken) || taken.IsAssignableTo(typeof(DbContext)));
    }

    [Fact]
    public void Nothing_of_a_stream_holds_a_database_context()
    {
        var types = OuterLayers.SelectMany(layer => layer.GetTypes())
            .Where(type => type.Namespace is "Xtablo.Infrastructure.Realtime" or "Xtablo.Web.Realtime")
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute))) // what a method opens, it also closes
            .ToList();

        Assert.Contains(types, type => string.Equals(type.Name, "SseHub", StringComparison.Ordinal));
        Assert.Contains(types, type => string.Equals(type.Name, "StreamController", StringComparison.Ordinal));
        Assert.DoesNotContain(types.SelectMany(type => TakenBy(type).Concat(FieldsOf(type))), taken => taken.IsAssignableTo(typeof(DbContext)));
    }

    [Fact]
    public void A_singleton_that_takes_a_scoped_service_stops_the_start() =>
        StopsTheStart(services => services.AddSingleton<TakesAScopedService>(), "Cannot consume scoped service");

    [Fact]
    public void A_service_that_nobody_provides_stops_the_start() =>
        StopsTheStart(services => services.AddScoped<TakesWhatNobodyProvides>(), "Unable to resolve service");

    /// <summary>Without what a decorator stands before: that is registered under a key.</summary>
    private int TimesRegistered(Type service) => app.Registered.Count(each => each.ServiceType == service && !each.IsKeyedService);

    private static void StopsTheStart(Action<IServiceCollection> plant, string why)
    {
        using var faulty = new RunningApp(plant);

        Assert.Contains(why, Assert.ThrowsAny<Exception>(() => faulty.Services).ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<Type> PublicTypes(params Type[] oneOfEachAssembly) =>
        oneOfEachAssembly.SelectMany(type => type.Assembly.GetExportedTypes());

    private static Type? PortOf(Type handler) => handler.GetInterfaces()
        .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ICommandHandler<,>));

    private static bool IsOurs(Type type) => type.Assembly.GetName().Name!.StartsWith("Xtablo.", StringComparison.Ordinal);

    private static IEnumerable<Type> TakenBy(Type type) => type
        .GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .SelectMany(constructor => constructor.GetParameters(), (_, parameter) => parameter.ParameterType);

    private static IEnumerable<Type> FieldsOf(Type type) => type
        .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
        .Select(field => field.FieldType);

    private sealed class TakesAScopedService(IAccounts accounts)
    {
        public IAccounts Accounts => accounts;
    }

    private sealed class TakesWhatNobodyProvides(NoPort nobody)
    {
        public NoPort Nobody => nobody;
    }

    private sealed class NoPort;
}
