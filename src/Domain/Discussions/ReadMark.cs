using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

/// <summary>How far an account has read a discussion.</summary>
/// <param name="Number">The last number it has seen, 0 when none.</param>
/// <param name="Sequence">Where the log ended then: what an edit has added since is news, also above in the discussion.</param>
public sealed record ReadMark(AccountId AccountId, long Number, long Sequence);
