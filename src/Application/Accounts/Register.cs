using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Makes an account and signs it in. Whether strangers may is for the caller to know.</summary>
public sealed record Register(string? Name, string? Email, string? Password, string Device)
{
    /// <summary>Without the password, wherever it is printed.</summary>
    public override string ToString() => nameof(Register);
}

public sealed class RegisterHandler(IAccounts accounts, ISessions sessions, TimeProvider time) : ICommandHandler<Register, SessionId>
{
    public async Task<SessionId> HandleAsync(Register command, CancellationToken ct)
    {
        var account = Account.Create(AccountId.New(), DisplayName.From(command.Name), time.Now());
        await accounts.AddAsync(account, EmailAddress.From(command.Email), Password.From(command.Password), ct);
        return await sessions.StartAsync(account.Id, command.Device, ct);
    }
}
