using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

/// <summary>Up to which number an account has seen a discussion; 0 when nothing.</summary>
public sealed record ReadMark(AccountId AccountId, long Number);
