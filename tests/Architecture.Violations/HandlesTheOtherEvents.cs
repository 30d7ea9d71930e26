using Xtablo.Application.Common;
using Xtablo.Domain.Violations;

namespace Xtablo.Application.Violations;

/// <summary>So that each of these events breaks the one rule that it was planted for.</summary>
public sealed class HandlesTheOtherEvents :
    IDomainEventHandler<EventThatCanBeInherited>, IDomainEventHandler<EventThatIsNoRecord>, IDomainEventHandler<EventWithAnAggregate>
{
    public Task HandleAsync(EventThatCanBeInherited happened, CancellationToken ct) => Task.CompletedTask;

    public Task HandleAsync(EventThatIsNoRecord happened, CancellationToken ct) => Task.CompletedTask;

    public Task HandleAsync(EventWithAnAggregate happened, CancellationToken ct) => Task.CompletedTask;
}
