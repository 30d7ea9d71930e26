namespace Xtablo.Domain.Accounts;

public readonly record struct TokenId(Guid Value)
{
    public static TokenId New() => new(Guid.CreateVersion7());

    /// <summary>What the streams of a token are known by, in the place of a session.</summary>
    public SessionId AsSession() => new(Value);

    public override string ToString() => Value.ToString();
}
