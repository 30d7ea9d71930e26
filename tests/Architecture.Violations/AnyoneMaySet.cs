namespace Xtablo.Domain.Violations;

public sealed class AnyoneMaySet
{
    public string? Name { get; set; }
}
