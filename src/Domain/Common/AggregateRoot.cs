namespace Xtablo.Domain.Common;

public abstract class AggregateRoot
{
    private readonly List<IDomainEvent> _events = [];

    protected void Raise(IDomainEvent happened) => _events.Add(happened);

    /// <summary>Hands over what has happened since the last call, oldest first; the aggregate forgets it.</summary>
    public IReadOnlyList<IDomainEvent> TakeEvents()
    {
        IDomainEvent[] taken = [.. _events];
        _events.Clear();
        return taken;
    }
}
