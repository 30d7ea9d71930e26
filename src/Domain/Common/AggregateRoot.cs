namespace Xtablo.Domain.Common;

public abstract class AggregateRoot
{
    private readonly List<IDomainEvent> _events = [];

    protected void Raise(IDomainEvent happened) => _events.Add(happened);

    /// <summary>Returns the events raised since the last call, oldest first, and clears them.</summary>
    public IReadOnlyList<IDomainEvent> TakeEvents()
    {
        IDomainEvent[] taken = [.. _events];
        _events.Clear();
        return taken;
    }
}
