namespace Xtablo.Web.Shared;

/// <summary>
/// Identifies the resources with the sentences that people read. The sentences of pages are looked up by their English text,
/// those for broken rules of the domain by the rule's code.
/// </summary>
public sealed class Sentences;
