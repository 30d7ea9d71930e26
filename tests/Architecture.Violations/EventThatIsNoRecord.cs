using Xtablo.Domain.Common;

namespace Xtablo.Domain.Violations;

public sealed class EventThatIsNoRecord : IDomainEvent;
