using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

public sealed record MessagePosted(TabloId TabloId, Epoch Epoch, MessageState Message) : IDomainEvent;
