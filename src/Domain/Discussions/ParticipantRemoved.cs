using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

/// <summary>Someone was removed, or left.</summary>
/// <param name="Notice">The row that tells of it; its revision is the sequence after which nothing is theirs to see.</param>
public sealed record ParticipantRemoved(TabloId TabloId, Epoch Epoch, AccountId AccountId, MessageState Notice) : IDomainEvent;
