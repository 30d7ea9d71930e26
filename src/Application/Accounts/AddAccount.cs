using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Makes an account for someone, as the operator may; the first of all is as good as one made by the set-up.</summary>
public sealed record AddAccount(string? Name, string? Email, string? Password)
{
    /// <summary>Without the password, wherever it is printed.</summary>
    public override string ToString() => nameof(AddAccount);
}

public sealed class AddAccountHandler(IAccounts accounts, TimeProvider time) : ICommandHandler<AddAccount, AccountId>
{
    public async Task<AccountId> HandleAsync(AddAccount command, CancellationToken ct)
    {
        var account = Account.Create(AccountId.New(), DisplayName.From(command.Name), time.Now());
        await accounts.AddAsync(account, EmailAddress.From(command.Email), Password.From(command.Password), ct);
        return account.Id;
    }
}
