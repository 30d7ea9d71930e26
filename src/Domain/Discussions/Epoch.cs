using System.Security.Cryptography;
using Ardalis.GuardClauses;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// Identifies one history of a discussion: 8 characters of <c>[0-9a-z]</c>, compared for equality only. It survives restart,
/// crash and upgrade; a restore renews it, because afterwards sequences that were already shown may be assigned again.
/// </summary>
public readonly record struct Epoch
{
    public const int Length = 8;
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
    private readonly string? _value;

    public Epoch(string value) => _value = Guard.Against.InvalidInput(value, nameof(value), IsEpoch);

    public string Value => _value ?? "";

    public static Epoch New() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    public static bool IsEpoch(string text) => text.Length == Length && text.All(Alphabet.Contains);

    public override string ToString() => Value;
}
