namespace Xtablo.Domain.Discussions;

/// <summary>An @ with the name behind it, in a text.</summary>
/// <param name="Length">Of both, in UTF-16 code units.</param>
/// <param name="Mention">Whom it calls; null for everyone.</param>
public readonly record struct Address(int Length, Mention? Mention);
