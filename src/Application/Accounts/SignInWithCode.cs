using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>The second step: the password was right a moment ago, and this is the code.</summary>
/// <param name="Stamp">As <see cref="SignInWithPassword"/> gave it; a password that was changed since begins anew.</param>
public sealed record SignInWithCode(AccountId Account, string Stamp, string? Code, string Device)
{
    /// <summary>Without the code, wherever it is printed.</summary>
    public override string ToString() => nameof(SignInWithCode);
}

public sealed class SignInWithCodeHandler(ISecondFactors factors, ISessions sessions, TimeProvider time) : ICommandHandler<SignInWithCode, SessionId>
{
    /// <exception cref="RefusedException"><c>code.wrong</c>, or <c>sign-in.over</c> when it must begin anew.</exception>
    public async Task<SessionId> HandleAsync(SignInWithCode command, CancellationToken ct)
    {
        var stamp = await factors.StampAsync(command.Account, ct);
        if (!string.Equals(stamp, command.Stamp, StringComparison.Ordinal) || await factors.FindAsync(command.Account, ct) is not { } factor)
        {
            throw new RefusedException("sign-in.over");
        }

        if (factor.Use(command.Code, time.Now()) is not { } left || !await factors.TryReplaceAsync(command.Account, factor, left))
        {
            throw new RefusedException("code.wrong", "Code");
        }

        return await sessions.StartAsync(new VerifiedPassword(command.Account, command.Stamp), command.Device, factors, "sign-in.over", ct);
    }
}
