using Xtablo.Application.Accounts;
using Xtablo.Web.Forms;

namespace Xtablo.Web.Account;

/// <summary>What an account changes about itself: its name and language, or its password.</summary>
public sealed class AccountForm : IPosted
{
    public string? Name { get; init; }

    /// <summary>A tag; empty to let the browser decide.</summary>
    public string? Language { get; init; }

    public string? PresentPassword { get; init; }

    /// <summary>The new one.</summary>
    public string? Password { get; init; }
}

public sealed class TwoFactorForm : IPosted
{
    public string? Password { get; init; }

    /// <summary>The key that the page showed, sealed for its account.</summary>
    public string? Setup { get; init; }

    public string? Code { get; init; }
}

/// <param name="Setup">Null once it is on.</param>
/// <param name="Key">As people type it, in groups of four; null once it is on.</param>
/// <param name="Address">What the QR code says; null once it is on.</param>
/// <param name="RecoveryCodes">Shown this once; empty at any other time.</param>
public sealed record TwoFactorModel(string? Setup, string? Key, string? Address, IReadOnlyList<string> RecoveryCodes);

/// <param name="Name">What was typed for the one to be added; null when nothing was.</param>
public sealed record PasskeysModel(IReadOnlyList<PasskeyView> Passkeys, string? Name);
