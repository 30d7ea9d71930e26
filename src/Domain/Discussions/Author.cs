using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

/// <summary>Who writes, and by which name: a message keeps the name that its author had then.</summary>
public sealed record Author(AccountId Id, DisplayName Name);
