using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// An entry was added to the log of a discussion; a change with two entries raises two of these. A handler of this event
/// handles every kind of change, including future ones.
/// </summary>
/// <param name="Row">The row that the entry refers to, as the change left it.</param>
public abstract record DiscussionChanged(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row) : IDomainEvent;
