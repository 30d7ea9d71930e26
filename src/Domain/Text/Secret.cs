using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Xtablo.Domain.Text;

/// <summary>
/// 128 random bits that grant access to anyone who holds them: the secret of a link or a token. It is shown once; only its
/// <see cref="Hash"/> is stored. It never prints itself.
/// </summary>
public sealed record Secret
{
    private const int Bytes = 16;
    private const int Length = 22;

    private Secret(string text) => Text = text;

    /// <summary>22 characters of base64url (RFC 4648, 5), which need no escaping in an address.</summary>
    public string Text { get; }

    public static Secret New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Returns null for text that cannot be a secret.</summary>
    public static Secret? TryParse(string? text) => text is { Length: Length } && Base64Url.IsValid(text) ? new(text) : null;

    /// <summary>SHA-256. Random bits need no salt and no slow hash.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(Text));

    public override string ToString() => "(a secret)";
}
