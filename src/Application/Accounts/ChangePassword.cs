using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>Changes the password of a signed-in account: all its sessions end, and this browser gets a new one.</summary>
public sealed record ChangePassword(AccountId Account, string? PresentPassword, string? Password, string Device)
{
    /// <summary>Omits the passwords wherever the command is printed.</summary>
    public override string ToString() => nameof(ChangePassword);
}

public sealed class ChangePasswordHandler(IAccounts accounts, ISessions sessions, IRealtimeBroadcaster broadcaster)
    : ICommandHandler<ChangePassword, SessionId>
{
    /// <exception cref="RefusedException">
    /// <c>password.wrong</c> when the present one is not right, or as <see cref="Password.Chosen"/>
    /// </exception>
    public async Task<SessionId> HandleAsync(ChangePassword command, CancellationToken ct)
    {
        var password = Password.Chosen(command.Password, await accounts.WordsOfAsync(command.Account, ct));
        if (!await accounts.HasPasswordAsync(command.Account, command.PresentPassword ?? "", ct))
        {
            throw new RefusedException("password.wrong", "PresentPassword");
        }

        var ended = await accounts.SetPasswordAsync(command.Account, password, ct);
        await broadcaster.EndStreamsOfAsync(ended);
        return await sessions.StartAsync(command.Account, command.Device, CancellationToken.None); // the old session has ended
    }
}
