using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Text;

namespace Xtablo.Application.Accounts;

/// <summary>Sets another password by a link. It signs nobody in.</summary>
/// <param name="Secret">As the link has it.</param>
public sealed record ResetPassword(string? Secret, string? Password)
{
    /// <summary>Without the secret and the password, wherever it is printed.</summary>
    public override string ToString() => nameof(ResetPassword);
}

/// <summary>Answers false when the link is unknown, used, expired or of a disabled account.</summary>
public sealed class ResetPasswordHandler(IResetLinks links, IRealtimeBroadcaster broadcaster) : ICommandHandler<ResetPassword, bool>
{
    public async Task<bool> HandleAsync(ResetPassword command, CancellationToken ct)
    {
        // The link first: what is wrong with a password tells that there is one.
        if (!await links.OpensAsync(command.Secret, ct)
            || await links.UseAsync(Secret.TryParse(command.Secret)!, Password.From(command.Password), ct) is not { } ended)
        {
            return false;
        }

        await broadcaster.EndStreamsOfAsync(ended);
        return true;
    }
}
