using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

/// <summary>The tablo has another owner.</summary>
/// <param name="Notice">The row that tells of it.</param>
public sealed record TabloHandedOver(TabloId TabloId, Epoch Epoch, MessageState Notice) : IDomainEvent;
