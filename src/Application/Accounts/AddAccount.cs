using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Creates an account for a person, by the operator; if it is the very first, it completes the set-up.</summary>
public sealed record AddAccount(string? Name, string? Email, string? Password)
{
    /// <summary>Omits the password wherever the command is printed.</summary>
    public override string ToString() => nameof(AddAccount);
}

public sealed class AddAccountHandler(IAccounts accounts, TimeProvider time) : ICommandHandler<AddAccount, AccountId>
{
    public async Task<AccountId> HandleAsync(AddAccount command, CancellationToken ct)
    {
        var account = Account.Create(AccountId.New(), DisplayName.Chosen(command.Name), time.Now());
        var email = EmailAddress.From(command.Email);
        await accounts.AddAsync(account, email, Password.Chosen(command.Password, command.Name, email.Value), ct);
        return account.Id;
    }
}
