using System.Security.Cryptography;
using System.Text;

namespace Xtablo.Domain.Accounts;

/// <summary>
/// What an account requires after its password: a code of an authenticator app, or one of ten recovery codes that its owner
/// keeps on paper. Each works once.
/// </summary>
public sealed record SecondFactor
{
    private const int RecoveryCodes = 10;
    private const int RecoveryLength = 16; // of 32 characters: 80 random bits, so that a plain hash is enough
    private const string RecoveryAlphabet = "abcdefghijkmnpqrstuvwxyz23456789"; // without l, o, 0 and 1

    private SecondFactor(AuthenticatorKey key, long lastStep, IReadOnlyList<string> recoveryHashes)
    {
        Key = key;
        LastStep = lastStep;
        RecoveryHashes = recoveryHashes;
    }

    public AuthenticatorKey Key { get; }

    /// <summary>The step of the last app code that was used; codes of this step and earlier ones are used up.</summary>
    public long LastStep { get; }

    /// <summary>SHA-256 in hex of the recovery codes that are left.</summary>
    public IReadOnlyList<string> RecoveryHashes { get; }

    /// <summary>Turns the second factor on, with ten new recovery codes.</summary>
    /// <param name="step">
    /// The step of the code that the app showed, so that an app that does not work locks no account out. It is used up.
    /// </param>
    /// <param name="recoveryCodes">To be shown once, such as <c>abcd-efgh-ijkm-npqr</c>.</param>
    public static SecondFactor TurnOn(AuthenticatorKey key, long step, out IReadOnlyList<string> recoveryCodes)
    {
        recoveryCodes =
        [
            .. Enumerable.Range(0, RecoveryCodes)
                .Select(_ => Spelled(RandomNumberGenerator.GetString(RecoveryAlphabet, RecoveryLength))),
        ];
        return new(key, step, [.. recoveryCodes.Select(HashOf)]);
    }

    public static SecondFactor FromStored(AuthenticatorKey key, long lastStep, IReadOnlyList<string> recoveryHashes) =>
        new(key, lastStep, recoveryHashes);

    /// <summary>Returns what is left after this code was used; null when it is wrong or was used before.</summary>
    /// <param name="step">The step of an app code; null when it is not an app code, and may be a recovery code.</param>
    public SecondFactor? Use(string? code, long? step)
    {
        if (step > LastStep)
        {
            return new(Key, step.Value, RecoveryHashes);
        }

        var hash = HashOf(code ?? "");
        return RecoveryHashes.Contains(hash, StringComparer.Ordinal)
            ? new(Key, LastStep, [.. RecoveryHashes.Where(other => !other.Equals(hash, StringComparison.Ordinal))])
            : null;
    }

    private static string Spelled(string code) => string.Join('-', code.Chunk(4).Select(part => new string(part)));

    private static string HashOf(string code)
    {
        var meant = string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(meant)));
    }
}
