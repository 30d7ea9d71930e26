using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Xtablo.Domain.Accounts;

/// <summary>
/// The secret that an authenticator app shares: 160 random bits, of which both make a code of six digits each 30 s
/// (RFC 6238 with SHA-1, the one kind that every app knows). It never prints itself.
/// </summary>
public sealed record AuthenticatorKey
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // base32, RFC 4648
    private const int Length = 32;
    private const int Bytes = 20;
    private const int StepSeconds = 30;

    private AuthenticatorKey(string text) => Text = text;

    /// <summary>32 characters of base32, as people type them into an app.</summary>
    public string Text { get; }

    public static AuthenticatorKey New() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>Returns null for text that cannot be a key.</summary>
    public static AuthenticatorKey? TryParse(string? text) =>
        text is { Length: Length } && text.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) ? new(text) : null;

    public string CodeAt(DateTimeOffset at) => CodeOf(StepAt(at));

    /// <summary>
    /// The step whose code this is, at most one before or after the present one, since clocks differ; null when it is of
    /// none of them, or of a step that is not later than <paramref name="after"/>: each code is good once.
    /// </summary>
    public long? StepOf(string? code, DateTimeOffset at, long after)
    {
        var typed = Encoding.UTF8.GetBytes((code ?? "").Replace(" ", "", StringComparison.Ordinal));
        long? found = null;
        for (var step = StepAt(at) - 1; step <= StepAt(at) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeOf(step)), typed) && step > after)
            {
                found = step;
            }
        }

        return found;
    }

    public override string ToString() => "(a key)";

    private static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    private string CodeOf(long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // an HMAC does not depend on what is broken about SHA-1
        var hash = HMACSHA1.HashData(BytesOf(Text), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] BytesOf(string text)
    {
        var bytes = new byte[Bytes];
        for (var bit = 0; bit < Bytes * 8; bit++)
        {
            var value = Alphabet.IndexOf(text[bit / 5], StringComparison.Ordinal);
            bytes[bit / 8] |= (byte)(((value >> (4 - (bit % 5))) & 1) << (7 - (bit % 8)));
        }

        return bytes;
    }
}
