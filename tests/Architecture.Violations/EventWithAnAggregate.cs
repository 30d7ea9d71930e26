using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Violations;

public sealed record EventWithAnAggregate(Tablo Tablo) : IDomainEvent;
