using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

public sealed record SignInWithPassword(string? Email, string? Password, string Device)
{
    /// <summary>Without the password, wherever it is printed.</summary>
    public override string ToString() => nameof(SignInWithPassword);
}

/// <summary>What a right password leads to.</summary>
/// <param name="Session">Null when a code is asked for first: <see cref="SignInWithCode"/>.</param>
/// <param name="Stamp">What that code is then bound to; null when none is asked for.</param>
public sealed record SignInStep(AccountId Account, SessionId? Session, string? Stamp);

public sealed class SignInWithPasswordHandler(IAccounts accounts, ISecondFactors factors, ISessions sessions) : ICommandHandler<SignInWithPassword, SignInStep>
{
    /// <exception cref="RefusedException"><c>sign-in.wrong</c>, whatever it was that did not fit.</exception>
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
