namespace Xtablo.Domain.Accounts;

/// <summary>Who writes, and by which name: a message keeps the name that its author had then.</summary>
public sealed record Person(AccountId Id, DisplayName Name);
