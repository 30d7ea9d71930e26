using Xtablo.Application.Accounts;
using Xtablo.Web.Forms;

namespace Xtablo.Web.Account;

/// <summary>A change of one's own account: name and language, or password.</summary>
public sealed class AccountForm : IPosted
{
    public string? Name { get; init; }

    /// <summary>A language tag; empty to let the browser decide.</summary>
    public string? Language { get; init; }

    /// <summary>An IANA name; empty for that of the browser.</summary>
    public string? TimeZone { get; init; }

    /// <summary><c>system</c>, <c>light</c> or <c>dark</c>.</summary>
    public string? Theme { get; init; }

    /// <summary>Absent, as each of these, for what it is already.</summary>
    public bool? PresenceOff { get; init; }

    public bool? SingleKeysOff { get; init; }

    public string? PresentPassword { get; init; }

    /// <summary>The new password.</summary>
    public string? Password { get; init; }
}

public sealed class EndSessionForm : IPosted
{
    /// <summary>The handle of the session to end; empty for all of them.</summary>
    public string? Session { get; init; }

    /// <summary>Needed unless someone has just signed in.</summary>
    public string? Password { get; init; }
}

/// <summary>Asks for the password before something is done, with what was posted carried along.</summary>
/// <param name="Address">Where it is posted again.</param>
/// <param name="Sentence">What will be done.</param>
public sealed record ConfirmModel(string Address, string Sentence, string Button)
{
    /// <summary>Null when nothing is carried along.</summary>
    public string? Field { get; init; }

    public string? Value { get; init; }
}

public sealed class TwoFactorForm : IPosted
{
    public string? Password { get; init; }

    /// <summary>The key that the page showed, encrypted for its account.</summary>
    public string? Setup { get; init; }

    public string? Code { get; init; }
}

/// <param name="Setup">As <see cref="TwoFactorForm.Setup"/>; null once the second factor is on.</param>
/// <param name="Key">The key in groups of four, for typing; null once the second factor is on.</param>
/// <param name="Address">The content of the QR code; null once the second factor is on.</param>
/// <param name="RecoveryCodes">Shown only once, when the second factor is turned on; empty at any other time.</param>
public sealed record TwoFactorModel(string? Setup, string? Key, string? Address, IReadOnlyList<string> RecoveryCodes);

/// <param name="Name">The name typed for the passkey to be added; null when none was.</param>
public sealed record PasskeysModel(IReadOnlyList<PasskeyView> Passkeys, string? Name);
