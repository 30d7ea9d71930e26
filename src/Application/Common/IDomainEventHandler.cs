using Xtablo.Domain.Common;

namespace Xtablo.Application.Common;

/// <summary>
/// Acts on an event after the change that raised it was committed. It may be lost in a crash, so only hints hang on it:
/// what must happen is in the transaction or follows from the log.
/// </summary>
public interface IDomainEventHandler<in TEvent>
    where TEvent : IDomainEvent
{
    Task HandleAsync(TEvent happened, CancellationToken ct);
}
