using Xtablo.Web.Common;

namespace Xtablo.Web.Accounts;

/// <summary>What makes an account, at set-up and at registration.</summary>
public sealed class NewAccountForm : IPosted
{
    /// <summary>The secret of the invitation that brought them; null for who comes without.</summary>
    public string? Invitation { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Password { get; init; }
}

public sealed class SignInForm : IPosted
{
    public string? Email { get; init; }

    public string? Password { get; init; }

    /// <summary>Where to go afterwards; only a local address counts.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>The text of a message that was posted without a session: kept as a draft for who signs in now.</summary>
    public string? Body { get; init; }

    public string? ClientId { get; init; }
}

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

public sealed class ForgotForm : IPosted
{
    public string? Email { get; init; }
}

public sealed class ResetForm : IPosted
{
    public string? Password { get; init; }
}
