using System.Security.Cryptography;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// Identifies one intention to post: the same author and clientId get the same message for ever, however often they retry.
/// </summary>
public readonly record struct ClientId(Guid Value)
{
    /// <summary>For a form that came without one. Random: people can see it and must not be able to guess another's.</summary>
    public static ClientId New() => new(new Guid(RandomNumberGenerator.GetBytes(16)));

    /// <exception cref="RefusedException"><c>client-id.not-a-uuid</c></exception>
    public static ClientId From(string text) =>
        TryParse(text, out var id) ? id : throw new RefusedException("client-id.not-a-uuid", "clientId");

    /// <summary>Accepts only the 36 characters of RFC 9562, 4: .NET would also accept outer spaces and inner signs.</summary>
    public static bool TryParse(string? text, out ClientId id)
    {
        id = default;
        if (text?.Length != 36
            || !text.All(c => char.IsAsciiHexDigit(c) || c == '-')
            || !Guid.TryParseExact(text, "D", out var value))
        {
            return false;
        }

        id = new(value);
        return true;
    }

    public override string ToString() => Value.ToString();
}
