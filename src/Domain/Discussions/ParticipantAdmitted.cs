using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

/// <param name="Notice">The row that tells of it.</param>
public sealed record ParticipantAdmitted(TabloId TabloId, Epoch Epoch, AccountId AccountId, MessageState Notice) : IDomainEvent;
