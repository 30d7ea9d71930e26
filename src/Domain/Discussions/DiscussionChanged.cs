using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// An entry was added to the log of a discussion. Whoever handles this handles every kind of change, also those to come.
/// </summary>
/// <param name="Row">The row that the entry refers to, as the change left it.</param>
public abstract record DiscussionChanged(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row) : IDomainEvent;
