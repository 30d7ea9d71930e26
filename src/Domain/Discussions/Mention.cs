using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

/// <summary>Someone who is mentioned in a text.</summary>
/// <param name="Name">
/// The name of the account when it was mentioned, without the @: what is written in the text is found by it again after the
/// account has changed its name.
/// </param>
public sealed record Mention(AccountId AccountId, string Name);
