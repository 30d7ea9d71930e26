namespace Xtablo.Domain.Accounts;

/// <summary>What happened to an account that its owner should know of, in case it was somebody else.</summary>
public enum AccountNoticeKind
{
    PasswordChanged,

    /// <summary>By a link; with it passkeys, tokens, sessions and known devices ended.</summary>
    PasswordReset,

    SecondFactorOn,
    SecondFactorOff,

    /// <summary>By the operator, or through a link that the operator made.</summary>
    SecondFactorTakenOff,

    /// <summary>Someone who knew the password typed wrong codes, again and again.</summary>
    WrongCodes,

    PasskeyAdded,
    PasskeyRemoved,
    TokenMade,

    /// <summary>By the operator, after it had been disabled.</summary>
    Enabled,
}

public sealed record AccountNotice(AccountNoticeKind Kind, DateTimeOffset At);
