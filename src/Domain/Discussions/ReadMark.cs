using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

/// <summary>How far an account has read a discussion: the last number it has seen, 0 when none.</summary>
public sealed record ReadMark(AccountId AccountId, long Number);
