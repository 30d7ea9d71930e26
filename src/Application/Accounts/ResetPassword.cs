using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Text;

namespace Xtablo.Application.Accounts;

/// <summary>Sets a new password through a link. Does not sign in.</summary>
/// <param name="Secret">As written in the link.</param>
public sealed record ResetPassword(string? Secret, string? Password)
{
    /// <summary>Omits the secret and the password wherever the command is printed.</summary>
    public override string ToString() => nameof(ResetPassword);
}

/// <summary>Returns false when the link is unknown, used, expired or of a disabled account.</summary>
public sealed class ResetPasswordHandler(IResetLinks links, IRealtimeBroadcaster broadcaster)
    : ICommandHandler<ResetPassword, bool>
{
    public async Task<bool> HandleAsync(ResetPassword command, CancellationToken ct)
    {
        // The link first: an error about the password would reveal that the link is valid.
        if (!await links.OpensAsync(command.Secret, ct)
            || await links.UseAsync(Secret.TryParse(command.Secret)!, Password.From(command.Password), ct) is not { } ended)
        {
            return false;
        }

        await broadcaster.EndStreamsOfAsync(ended);
        return true;
    }
}
