using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>
/// The two halves of a passkey's ceremony with the browser of this request: what it is asked, and what it answers.
/// </summary>
public interface IPasskeyCeremony
{
    /// <summary>Asks for a new passkey of an account.</summary>
    Task<PasskeyQuestion> AskForNewAsync(AccountId account, string name, CancellationToken ct);

    /// <summary>Asks for any passkey of this site.</summary>
    Task<PasskeyQuestion> AskForAnyAsync(CancellationToken ct);

    /// <summary>
    /// The new passkey. Null when the answer is not one to what this account was asked in the last five minutes, was given
    /// before, or when its owner was not verified by their device.
    /// </summary>
    Task<Passkey?> TakeNewAsync(AccountId account, PasskeyAnswer answer, CancellationToken ct);

    /// <summary>Whose passkey it is. Null when it is nobody's, or for the reasons of <see cref="TakeNewAsync"/>.</summary>
    Task<ProvenPasskey?> TakeAnyAsync(PasskeyAnswer answer, CancellationToken ct);
}

/// <param name="Options">JSON, for the browser.</param>
/// <param name="State">Sealed; it comes back with the answer.</param>
public sealed record PasskeyQuestion(string Options, string State);

/// <param name="Credential">What the browser made, as JSON.</param>
/// <param name="State">What it was asked, sealed.</param>
public sealed record PasskeyAnswer(string? Credential, string? State)
{
    /// <summary>Without what opens an account, wherever it is printed.</summary>
    public override string ToString() => nameof(PasskeyAnswer);
}

/// <summary>Whose passkey signed, and the passkey as it is from now on.</summary>
public sealed record ProvenPasskey(AccountId Account, Passkey Passkey);
