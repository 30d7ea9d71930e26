using Xtablo.Domain.Common;

namespace Xtablo.Domain.Violations;

public sealed record EventThatNobodyHandles(Guid Id) : IDomainEvent;
