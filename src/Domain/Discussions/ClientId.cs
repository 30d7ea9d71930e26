using System.Security.Cryptography;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// Names one intention to post: the same author and clientId get the same message for ever, however often they ask.
/// </summary>
public readonly record struct ClientId(Guid Value)
{
    /// <summary>For a form that came without one. Random, since a person can see it and must not guess another's.</summary>
    public static ClientId New() => new(new Guid(RandomNumberGenerator.GetBytes(16)));

    /// <exception cref="DomainException"><c>client-id.not-a-uuid</c></exception>
    public static ClientId From(string text) => Guid.TryParseExact(text, "D", out var value)
        ? new(value)
        : throw new DomainException("client-id.not-a-uuid", "clientId");

    public override string ToString() => Value.ToString();
}
