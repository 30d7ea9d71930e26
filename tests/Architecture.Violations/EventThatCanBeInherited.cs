using Xtablo.Domain.Common;

namespace Xtablo.Domain.Violations;

public record EventThatCanBeInherited(Guid Id) : IDomainEvent;
