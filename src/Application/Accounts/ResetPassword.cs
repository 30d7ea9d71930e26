using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Text;

namespace Xtablo.Application.Accounts;

/// <summary>Sets a new password through a link. Does not sign in.</summary>
/// <param name="Secret">As written in the link.</param>
/// <param name="WithoutSecondFactor">Turns the second factor off too; without effect by a link that was mailed.</param>
public sealed record ResetPassword(string? Secret, string? Password, bool WithoutSecondFactor = false)
{
    /// <summary>Omits the secret and the password wherever the command is printed.</summary>
    public override string ToString() => nameof(ResetPassword);
}

/// <summary>Returns the account; null when the link is unknown, used, expired or of a disabled account.</summary>
public sealed class ResetPasswordHandler(IResetLinks links, IAccounts accounts, IRealtimeBroadcaster broadcaster)
    : ICommandHandler<ResetPassword, AccountId?>
{
    /// <exception cref="RefusedException">As <see cref="Password.Chosen"/>.</exception>
    public async Task<AccountId?> HandleAsync(ResetPassword command, CancellationToken ct)
    {
        // The link first: an error about the password would reveal that the link is valid.
        if (await links.FindAsync(command.Secret, ct) is not { } link)
        {
            return null;
        }

        var password = Password.Chosen(command.Password, await accounts.WordsOfAsync(link.Account, ct));
        var withoutFactor = command.WithoutSecondFactor && link.ByOperator;
        if (await links.UseAsync(Secret.TryParse(command.Secret)!, password, withoutFactor, ct) is not { } ended)
        {
            return null;
        }

        await broadcaster.EndStreamsOfAsync(ended);
        return link.Account;
    }
}
