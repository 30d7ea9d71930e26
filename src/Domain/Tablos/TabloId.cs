namespace Xtablo.Domain.Tablos;

public readonly record struct TabloId(Guid Value)
{
    public static TabloId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
