using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Creates the first account and signs it in.</summary>
public sealed record SetUp(string? Name, string? Email, string? Password, string Device)
{
    /// <summary>Omits the password wherever the command is printed.</summary>
    public override string ToString() => nameof(SetUp);
}

/// <summary>Returns null when the set-up is complete, or another set-up won the race.</summary>
public sealed class SetUpHandler(IAccounts accounts, ISessions sessions, TimeProvider time) : ICommandHandler<SetUp, SessionId?>
{
    public async Task<SessionId?> HandleAsync(SetUp command, CancellationToken ct)
    {
        var account = Account.Create(AccountId.New(), DisplayName.Chosen(command.Name), time.Now());
        var email = EmailAddress.From(command.Email);
        var password = Password.Chosen(command.Password, command.Name, command.Email);
        return await accounts.TryAddFirstAsync(account, email, password, ct)
            ? await sessions.StartAsync(account.Id, command.Device, CancellationToken.None) // there is no second set-up
            : null;
    }
}
