namespace Xtablo.Domain.Accounts;

/// <summary>An account and its name at the time: a message keeps the name that its author had when posting it.</summary>
public sealed record Person(AccountId Id, DisplayName Name);
