using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

/// <summary>One emoji under a message, and everyone who reacted with it.</summary>
/// <param name="By">In the order in which they did, at least one; each with their name at the time.</param>
public sealed record Reaction(Emoji Emoji, IReadOnlyList<Person> By);
