using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Common;

/// <summary>
/// Dispatches the events of a committed change in order, each in a fresh scope: to the handlers of the event's own type,
/// then to those of its base types.
/// </summary>
public sealed partial class DomainEventDispatcher(IServiceScopeFactory scopes, ILogger<DomainEventDispatcher> logger)
{
    private static readonly ConcurrentDictionary<Type, Route[]> Routes = new();

    /// <summary>Call it only after the commit. Never throws: the change is stored, whatever a handler does.</summary>
    public async Task DispatchAsync(IEnumerable<IDomainEvent> events)
    {
        foreach (var happened in events)
        {
            try
            {
                await HandleAsync(happened);
            }
            catch (Exception failure) // a handler that could not be created or disposed
            {
                LogFailure(logger, happened.GetType().Name, failure);
            }
        }
    }

    private async Task HandleAsync(IDomainEvent happened)
    {
        await using var scope = scopes.CreateAsyncScope();
        var routes = Routes.GetOrAdd(happened.GetType(), RoutesOf);
        foreach (var handle in routes.SelectMany(route => route.HandlersOf(happened, scope.ServiceProvider)))
        {
            try
            {
                await handle();
            }
            catch (Exception failure)
            {
                LogFailure(logger, happened.GetType().Name, failure);
            }
        }
    }

    private static Route[] RoutesOf(Type type)
    {
        var routes = new List<Route>();
        for (var each = type; each is not null && each.IsAssignableTo(typeof(IDomainEvent)); each = each.BaseType)
        {
            routes.Add((Route)Activator.CreateInstance(typeof(Route<>).MakeGenericType(each))!);
        }

        return [.. routes];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A handler of {Event} failed; the change itself is stored")]
    private static partial void LogFailure(ILogger logger, string @event, Exception failure);

    /// <summary>Leads from an event, whose type is known only at run time, to the handlers of that type.</summary>
    private abstract class Route
    {
        public abstract IEnumerable<Func<Task>> HandlersOf(IDomainEvent happened, IServiceProvider services);
    }

    private sealed class Route<TEvent> : Route
        where TEvent : IDomainEvent
    {
        // No cancellation: a client that hangs up must not silence the message that it has stored.
        public override IEnumerable<Func<Task>> HandlersOf(IDomainEvent happened, IServiceProvider services) =>
            services.GetServices<IDomainEventHandler<TEvent>>()
                .Select(handler => (Func<Task>)(() => handler.HandleAsync((TEvent)happened, CancellationToken.None)));
    }
}
