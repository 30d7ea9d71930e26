using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

/// <summary>Whom a message calls from now on, for counting: nobody else, and never its author.</summary>
/// <param name="Sequence">Of the change: who was called before stays called since then.</param>
public sealed record Mentioned(MessageId MessageId, long Number, long Sequence, IReadOnlyList<AccountId> Accounts);
