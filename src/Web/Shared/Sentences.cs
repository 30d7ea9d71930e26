namespace Xtablo.Web.Shared;

/// <summary>
/// Names the sentences that people read. Pages are written in English and translated by their English text; the broken
/// rules of the domain go by their code.
/// </summary>
public sealed class Sentences;
