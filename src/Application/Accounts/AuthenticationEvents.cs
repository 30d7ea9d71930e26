using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>
/// Which commands are events of authentication, what the log calls them, and whom they and their results are about.
/// </summary>
public static class AuthenticationEvents
{
    /// <summary>Null for any other command.</summary>
    public static AuthenticationEvent? Of(object command) => command switch
    {
        SetUp it => new("set-up", Email: it.Email),
        Register it => new("registration", Email: it.Email),
        AddAccount it => new("account added", Email: it.Email),
        SignInWithPassword it => new("sign-in by password", Email: it.Email),
        SignInWithCode it => new("sign-in by code", it.Account),
        SignInWithPasskey => new("sign-in by passkey"),
        SignOut it => new("sign-out", Session: it.Session),
        SignOutOne it => new("sign-out of another session", it.Account),
        SignOutEverywhere it => new("sign-out everywhere", it.Account),
        ConfirmPassword it => new("password confirmed", it.Account),
        ChangePassword it => new("password changed", it.Account),
        ForgotPassword it => new("reset asked for", Email: it.Email),
        MakeResetLink it => new("reset link made", Email: it.Email),
        ResetPassword => new("password reset"),
        TurnOnSecondFactor it => new("second factor on", it.Account),
        TurnOffSecondFactor it => new("second factor off", it.Account),
        TakeOffSecondFactor it => new("second factor taken off", Email: it.Email),
        AddPasskey it => new("passkey added", it.Account),
        RemovePasskey it => new("passkey removed", it.Account),
        MakeToken it => new("token made", it.Account),
        RevokeToken it => new("token revoked", it.Account),
        DisableAccount it => new("account disabled", Email: it.Email),
        EnableAccount it => new("account enabled", Email: it.Email),
        _ => null,
    };

    public static string OutcomeOf(object? result) => result switch
    {
        null or false => "refused",
        SignInStep { Session: null } => "right, a code is required",
        _ => "done",
    };

    /// <summary>Whom a result is about; null when it does not say.</summary>
    public static AccountId? AccountIn(object? result) => result switch
    {
        AccountId account => account,
        SignInStep step => step.Account,
        SignedInByPasskey signedIn => signedIn.Account,
        _ => null,
    };
}

/// <param name="Account">Null when only the result can tell.</param>
/// <param name="Email">As typed.</param>
public sealed record AuthenticationEvent(
    string Name, AccountId? Account = null, string? Email = null, SessionId? Session = null);
