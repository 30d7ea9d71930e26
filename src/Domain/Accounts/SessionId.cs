using System.Security.Cryptography;

namespace Xtablo.Domain.Accounts;

/// <summary>Names one signed-in browser. 128 random bits: who holds it is signed in.</summary>
public readonly record struct SessionId(Guid Value)
{
    public static SessionId New() => new(new Guid(RandomNumberGenerator.GetBytes(16)));

    public override string ToString() => Value.ToString();
}
