using System.Security.Cryptography;

namespace Xtablo.Domain.Accounts;

/// <summary>Identifies one signed-in browser. 128 random bits: whoever holds it is signed in.</summary>
public readonly record struct SessionId(Guid Value)
{
    public static SessionId New() => new(new Guid(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Identifies the session on a page without granting access: 32 hex digits.</summary>
    public string Handle => Convert.ToHexStringLower(SHA256.HashData(Value.ToByteArray()))[..32];

    public AccessId AsAccess() => new(Value);

    public override string ToString() => Value.ToString();
}
