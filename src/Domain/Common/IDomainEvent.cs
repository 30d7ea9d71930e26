namespace Xtablo.Domain.Common;

/// <summary>Something that has happened to an aggregate: a sealed record of values, never of entities.</summary>
public interface IDomainEvent;
