using Xtablo.Application.Accounts;
using Xtablo.Web.Forms;

namespace Xtablo.Web.SignIn;

/// <summary>What makes an account, at set-up and at registration.</summary>
public sealed class NewAccountForm : IPosted
{
    /// <summary>The secret of the invitation that brought them; null for who comes without.</summary>
    public string? Invitation { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Password { get; init; }
}

/// <summary>What signing in carries along, through each of its steps.</summary>
public interface ICarried : IPosted
{
    /// <summary>Where to go afterwards; only a local address counts.</summary>
    string? ReturnUrl { get; }

    /// <summary>The text of a message that was posted without a session: kept as a draft for who signs in now.</summary>
    string? Body { get; }

    string? ClientId { get; }
}

public sealed class SignInForm : ICarried
{
    public string? Email { get; init; }

    public string? Password { get; init; }

    public string? ReturnUrl { get; init; }

    public string? Body { get; init; }

    public string? ClientId { get; init; }
}

public sealed class ForgotForm : IPosted
{
    public string? Email { get; init; }
}

public sealed class ResetForm : IPosted
{
    public string? Password { get; init; }
}

/// <summary>The second step of signing in.</summary>
public sealed class SignInCodeForm : ICarried
{
    /// <summary>Says that the password was right: a <see cref="SignInTicket"/>.</summary>
    public string? Ticket { get; init; }

    public string? Code { get; init; }

    public string? ReturnUrl { get; init; }

    public string? Body { get; init; }

    public string? ClientId { get; init; }
}

/// <summary>What a browser made with a passkey; or, with <see cref="Key"/>, which passkey is meant.</summary>
public sealed class PasskeyForm : ICarried
{
    /// <summary>The answer of the browser, as JSON.</summary>
    public string? Credential { get; init; }

    /// <summary>What it was asked, sealed.</summary>
    public string? State { get; init; }

    public PasskeyAnswer ToAnswer() => new(Credential, State);

    public string? Name { get; init; }

    public string? Password { get; init; }

    public string? Key { get; init; }

    public string? ReturnUrl { get; init; }

    public string? Body { get; init; }

    public string? ClientId { get; init; }
}
