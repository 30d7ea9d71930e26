using Ardalis.GuardClauses;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Accounts;

/// <summary>A person who signs in: what Xtablo knows of them beside their credentials.</summary>
public sealed class Account : AggregateRoot
{
    private Account(AccountId id, DisplayName name, DateTimeOffset createdAt)
    {
        Id = id;
        Name = name;
        CreatedAt = createdAt;
    }

    public AccountId Id { get; }

    public DisplayName Name { get; private set; }

    /// <summary>The language tag they chose, such as <c>fr</c>; null while their browser decides.</summary>
    public string? Language { get; private set; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>Null while they may sign in.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    public static Account Create(AccountId id, DisplayName name, DateTimeOffset at) =>
        new(Guard.Against.Default(id), Guard.Against.Null(name), at);

    public void Rename(DisplayName name) => Name = Guard.Against.Null(name);

    /// <param name="language">As <see cref="Languages"/> has it; null to let the browser decide.</param>
    public void ChooseLanguage(string? language) => Language = language;

    /// <summary>From now on it may not sign in. What it wrote stays.</summary>
    public void Disable(DateTimeOffset at) => DisabledAt ??= at;
}
