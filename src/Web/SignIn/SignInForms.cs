using Xtablo.Application.Accounts;
using Xtablo.Web.Forms;

namespace Xtablo.Web.SignIn;

/// <summary>The form for a new account, at set-up and at registration.</summary>
public sealed class NewAccountForm : IPosted
{
    /// <summary>The secret of the invitation that the person followed; null without one.</summary>
    public string? Invitation { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Password { get; init; }
}

public sealed class SignInForm : ICarried
{
    public string? Email { get; init; }

    public string? Password { get; init; }

    public string? ReturnUrl { get; init; }

    public string? Body { get; init; }

    public string? ClientId { get; init; }

    public string? ReplyTo { get; init; }
}

/// <summary>The page for who asks for a form of strangers while signed in.</summary>
/// <param name="Next">Where they can go on.</param>
public sealed record SignedInModel(string Name, string Next);

public sealed class ForgotForm : IPosted
{
    public string? Email { get; init; }
}

public sealed class ResetForm : IPosted
{
    public string? Password { get; init; }

    /// <summary>Turns the second factor off too, where the page offers that.</summary>
    public bool WithoutSecondFactor { get; init; }
}

/// <summary>The second step of signing in.</summary>
public sealed class SignInCodeForm : ICarried
{
    /// <summary>An encrypted <see cref="SignInTicket"/>, which proves that the password was right.</summary>
    public string? Ticket { get; init; }

    public string? Code { get; init; }

    public string? ReturnUrl { get; init; }

    public string? Body { get; init; }

    public string? ClientId { get; init; }

    public string? ReplyTo { get; init; }
}

/// <summary>A browser's response with a passkey; or, with <see cref="Key"/>, the passkey to remove.</summary>
public sealed class PasskeyForm : ICarried
{
    /// <summary>The response of the browser, as JSON.</summary>
    public string? Credential { get; init; }

    /// <summary>The state of the challenge, encrypted.</summary>
    public string? State { get; init; }

    public PasskeyAnswer ToAnswer() => new(Credential, State);

    public string? Name { get; init; }

    public string? Password { get; init; }

    public string? Key { get; init; }

    public string? ReturnUrl { get; init; }

    public string? Body { get; init; }

    public string? ClientId { get; init; }

    public string? ReplyTo { get; init; }
}
