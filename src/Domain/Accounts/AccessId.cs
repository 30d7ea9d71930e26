namespace Xtablo.Domain.Accounts;

/// <summary>What an open stream is known by: the session or the token by which it was opened.</summary>
public readonly record struct AccessId(Guid Value)
{
    public override string ToString() => Value.ToString();
}
