using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

public sealed record SignIn(string? Email, string? Password, string Device)
{
    /// <summary>Without the password, wherever it is printed.</summary>
    public override string ToString() => nameof(SignIn);
}

public sealed class SignInHandler(IAccounts accounts, ISessions sessions) : ICommandHandler<SignIn, SessionId>
{
    /// <exception cref="DomainException"><c>sign-in.wrong</c>, whatever it was that did not fit.</exception>
    public async Task<SessionId> HandleAsync(SignIn command, CancellationToken ct)
    {
        var account = await accounts.FindAsync(command.Email?.Trim() ?? "", command.Password ?? "", ct)
            ?? throw new DomainException("sign-in.wrong");
        return await sessions.StartAsync(account, command.Device, ct);
    }
}
