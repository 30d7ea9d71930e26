using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>
/// Lets a disabled account sign in again, by the operator. Its sessions, tokens and links stay ended. Idempotent.
/// </summary>
public sealed record EnableAccount(string? Email);

/// <summary>Returns false when there is no such account.</summary>
public sealed class EnableAccountHandler(IAccounts accounts) : ICommandHandler<EnableAccount, bool>
{
    public Task<bool> HandleAsync(EnableAccount command, CancellationToken ct) =>
        accounts.EnableAsync(EmailAddress.From(command.Email), ct);
}
