using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

public sealed record SignInWithPassword(string? Email, string? Password, string Device)
{
    /// <summary>Omits the password wherever the command is printed.</summary>
    public override string ToString() => nameof(SignInWithPassword);
}

/// <summary>The result of a right password.</summary>
/// <param name="Session">Null when a code is required first: <see cref="SignInWithCode"/>.</param>
/// <param name="Stamp">What that code is bound to; null when none is required.</param>
public sealed record SignInStep(AccountId Account, SessionId? Session, string? Stamp);

public sealed class SignInWithPasswordHandler(IAccounts accounts, ISecondFactors factors, ISessions sessions)
    : ICommandHandler<SignInWithPassword, SignInStep>
{
    /// <exception cref="RefusedException"><c>sign-in.wrong</c>, whether the e-mail, password or account was at fault.</exception>
    public async Task<SignInStep> HandleAsync(SignInWithPassword command, CancellationToken ct)
    {
        var proven = await accounts.FindAsync(command.Email?.Trim() ?? "", command.Password ?? "", ct)
            ?? throw new RefusedException("sign-in.wrong");
        if (await factors.FindAsync(proven.Account, ct) is not null)
        {
            return new(proven.Account, Session: null, proven.Stamp);
        }

        return new(proven.Account, await sessions.StartAsync(proven, command.Device, factors, "sign-in.wrong", ct), Stamp: null);
    }
}
