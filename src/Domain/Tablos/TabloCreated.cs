using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Tablos;

public sealed record TabloCreated(TabloId TabloId, AccountId Owner, DateTimeOffset At) : IDomainEvent;
