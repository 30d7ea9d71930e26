using Ardalis.GuardClauses;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Accounts;

/// <summary>A person who can sign in: what Xtablo knows about them apart from their credentials.</summary>
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

    /// <summary>The language tag that the person chose, such as <c>fr</c>; null while the browser decides.</summary>
    public string? Language { get; private set; }

    public Preferences Preferences { get; private set; } = Preferences.Usual;

    public DateTimeOffset CreatedAt { get; }

    /// <summary>Null while the account may sign in.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    public static Account Create(AccountId id, DisplayName name, DateTimeOffset at) =>
        new(Guard.Against.Default(id), Guard.Against.Null(name), at);

    public void Rename(DisplayName name) => Name = Guard.Against.Null(name);

    /// <param name="language">One of <see cref="Languages.Tags"/>; null to let the browser decide.</param>
    public void ChooseLanguage(string? language) => Language = language;

    public void Prefer(Preferences preferences) => Preferences = Guard.Against.Null(preferences);

    /// <summary>Disables the account: it may no longer sign in. Idempotent. What it wrote stays.</summary>
    public void Disable(DateTimeOffset at) => DisabledAt ??= at;

    /// <summary>Lets a disabled account sign in again. Idempotent.</summary>
    public void Enable() => DisabledAt = null;
}
