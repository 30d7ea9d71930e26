using System.Security.Cryptography;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>The passkeys of accounts.</summary>
public interface IPasskeys
{
    /// <summary>Those of an account, the first one added first.</summary>
    Task<IReadOnlyList<PasskeyView>> ListAsync(AccountId account, CancellationToken ct);

    /// <exception cref="RefusedException"><c>passkey.not-added</c>: the account was changed in the same moment.</exception>
    Task AddAsync(AccountId account, Passkey passkey, CancellationToken ct);

    /// <returns>False, and nothing is changed, when the account has none of this key.</returns>
    /// <exception cref="RefusedException">As <see cref="AddAsync"/>.</exception>
    Task<bool> RemoveAsync(AccountId account, string? key, CancellationToken ct);

    /// <summary>
    /// Stores what is new about a passkey that let its owner in: how often it signed, since a copy would be behind, and when.
    /// </summary>
    /// <exception cref="RefusedException">As <see cref="AddAsync"/>.</exception>
    Task NoteUseAsync(AccountId account, Passkey passkey, CancellationToken ct);
}

/// <summary>A key pair of a device, as it is known here (WebAuthn). The device verified that its owner was there.</summary>
/// <param name="Name">What its owner knows it by; null until it has one.</param>
/// <param name="SignCount">How often it signed, of those devices that count.</param>
/// <param name="Transports">How its device can be reached, as the browser said; null when it did not.</param>
/// <param name="IsBackupEligible">True when its device may copy it to another.</param>
/// <param name="IsBackedUp">True when it has.</param>
/// <param name="Attestation">What the device said of itself when it made it.</param>
/// <param name="ClientData">JSON of the browser, from then too.</param>
public sealed record Passkey(
    byte[] CredentialId,
    byte[] PublicKey,
    string? Name,
    DateTimeOffset CreatedAt,
    uint SignCount,
    IReadOnlyList<string>? Transports,
    bool IsBackupEligible,
    bool IsBackedUp,
    byte[] Attestation,
    byte[] ClientData)
{
    /// <summary>Names it in forms.</summary>
    public string Key => KeyOf(CredentialId);

    /// <summary>The <see cref="Key"/> of a passkey of which no more than its id is at hand.</summary>
    public static string KeyOf(byte[] credentialId) => Convert.ToHexStringLower(SHA256.HashData(credentialId));
}

/// <param name="Key">Names it in forms.</param>
/// <param name="Name">Null for one without.</param>
/// <param name="UsedAt">When someone last signed in with it; null when nobody has.</param>
public sealed record PasskeyView(string Key, string? Name, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt);
