using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;

namespace Xtablo.Domain.Violations;

public sealed record EventWithAnAggregate(Discussion Discussion) : IDomainEvent;
