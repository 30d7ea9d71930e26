using Ardalis.GuardClauses;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;

namespace Xtablo.Domain.Tablos;

/// <summary>One shared board. Who its members are, and whether it is archived, its <see cref="Discussion"/> knows.</summary>
public sealed class Tablo : AggregateRoot
{
    private Tablo(TabloId id, TabloName name, DateTimeOffset createdAt)
    {
        Id = id;
        Name = name;
        CreatedAt = createdAt;
    }

    public TabloId Id { get; }

    public TabloName Name { get; private set; }

    public DateTimeOffset CreatedAt { get; }

    public static Tablo Create(TabloId id, TabloName name, AccountId owner, DateTimeOffset at)
    {
        var tablo = new Tablo(Guard.Against.Default(id), Guard.Against.Null(name), at);
        tablo.Raise(new TabloCreated(id, Guard.Against.Default(owner), at));
        return tablo;
    }

    /// <exception cref="RefusedException"><c>tablo.owner-only</c></exception>
    public void Rename(Participant by, TabloName name)
    {
        Guard.Against.Null(by).MustOwnTheTablo();
        Name = Guard.Against.Null(name);
    }
}
