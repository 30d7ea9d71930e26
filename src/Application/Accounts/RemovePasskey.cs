using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>Has a passkey let nobody in any more. The sessions that it started stay.</summary>
public sealed record RemovePasskey(AccountId Account, string? Key);

/// <summary>Answers false when the account has no such passkey.</summary>
public sealed class RemovePasskeyHandler(IPasskeys passkeys) : ICommandHandler<RemovePasskey, bool>
{
    /// <exception cref="RefusedException"><c>passkey.not-added</c>: the account was changed in the same moment.</exception>
    public Task<bool> HandleAsync(RemovePasskey command, CancellationToken ct) =>
        passkeys.RemoveAsync(command.Account, command.Key, ct);
}
