using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Xtablo.Domain.Text;

/// <summary>
/// 128 random bits that let in whoever holds them: a link's or a token's. It is shown once; what is kept is its
/// <see cref="Hash"/>. It never prints itself.
/// </summary>
public sealed record Secret
{
    private const int Bytes = 16;
    private const int Length = 22;

    private Secret(string text) => Text = text;

    /// <summary>22 characters of base64url (RFC 4648, 5): they need no escaping in an address.</summary>
    public string Text { get; }

    public static Secret New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Null for what cannot be a secret.</summary>
    public static Secret? TryParse(string? text) => text is { Length: Length } && Base64Url.IsValid(text) ? new(text) : null;

    /// <summary>SHA-256. Random bits need no salt and no slow hash.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(Text));

    public override string ToString() => "(a secret)";
}
