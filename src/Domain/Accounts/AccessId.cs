namespace Xtablo.Domain.Accounts;

/// <summary>Identifies the access behind an open stream: the session or the token that opened it.</summary>
public readonly record struct AccessId(Guid Value)
{
    public override string ToString() => Value.ToString();
}
