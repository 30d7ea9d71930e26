using Microsoft.Extensions.Localization;
using Xtablo.Domain.Accounts;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Account;

internal static class AccountNoticeSentences
{
    /// <summary>Returns what happened to an account as a sentence in the language of the caller.</summary>
    public static string SentenceOf(this IStringLocalizer<Sentences> sentences, AccountNoticeKind kind) => kind switch
    {
        AccountNoticeKind.PasswordChanged => sentences["Your password was changed."],
        AccountNoticeKind.PasswordReset =>
            sentences["A new password was set by a link. Passkeys, API tokens and devices were removed."],
        AccountNoticeKind.SecondFactorOn => sentences["Two-step sign-in was turned on."],
        AccountNoticeKind.SecondFactorOff => sentences["Two-step sign-in was turned off."],
        AccountNoticeKind.SecondFactorTakenOff =>
            sentences["Two-step sign-in was turned off by the people who run this server."],
        AccountNoticeKind.WrongCodes =>
            sentences["Someone with your password entered five wrong codes. If it was not you, change it."],
        AccountNoticeKind.PasskeyAdded => sentences["A passkey was added."],
        AccountNoticeKind.PasskeyRemoved => sentences["A passkey was removed."],
        AccountNoticeKind.TokenMade => sentences["An API token was created."],
        AccountNoticeKind.Enabled => sentences["Your account was disabled for a while, and is enabled again."],
    };
}
