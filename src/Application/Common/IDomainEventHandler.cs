using Xtablo.Domain.Common;

namespace Xtablo.Application.Common;

/// <summary>
/// Handles an event after the change that raised it was committed. A crash may lose the event, so only hints may depend on
/// it: whatever must happen belongs in the transaction or follows from the log.
/// </summary>
public interface IDomainEventHandler<in TEvent>
    where TEvent : IDomainEvent
{
    Task HandleAsync(TEvent happened, CancellationToken ct);
}
