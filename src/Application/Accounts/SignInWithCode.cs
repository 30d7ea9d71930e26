using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>The second step of signing in, after the password: the code.</summary>
/// <param name="Stamp">From <see cref="SignInWithPassword"/>; when the password has changed since, it is refused.</param>
public sealed record SignInWithCode(AccountId Account, string Stamp, string? Code, string Device)
{
    /// <summary>Omits the code wherever the command is printed.</summary>
    public override string ToString() => nameof(SignInWithCode);
}

public sealed class SignInWithCodeHandler(
    ISecondFactors factors, IAuthenticatorCodes codes, ISessions sessions, TimeProvider time)
    : ICommandHandler<SignInWithCode, SessionId>
{
    /// <exception cref="RefusedException"><c>code.wrong</c>, or <c>sign-in.over</c> when it must start over.</exception>
    public async Task<SessionId> HandleAsync(SignInWithCode command, CancellationToken ct)
    {
        var stamp = await factors.StampAsync(command.Account, ct);
        if (!string.Equals(stamp, command.Stamp, StringComparison.Ordinal)
            || await factors.FindAsync(command.Account, ct) is not { } factor)
        {
            throw new RefusedException("sign-in.over");
        }

        var step = codes.StepOf(factor.Key, command.Code, time.Now());
        if (factor.Use(command.Code, step) is not { } left || !await factors.TryReplaceAsync(command.Account, factor, left))
        {
            throw new RefusedException("code.wrong", "Code");
        }

        var verified = new VerifiedPassword(command.Account, command.Stamp);
        return await sessions.StartAsync(verified, command.Device, factors, "sign-in.over", ct);
    }
}
