using Xtablo.Application.Common;
using Xtablo.Application.Mail;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>The second step of signing in, after the password: the code.</summary>
/// <param name="Stamp">From <see cref="SignInWithPassword"/>; when the password has changed since, it is refused.</param>
/// <param name="IsKnownDevice">
/// True for a device that has signed in before: it never waits for the wrong codes of others, who cannot lock its owner out.
/// </param>
/// <param name="Warn">Writes a letter that tells the owner of wrong codes. Called in the background, if mail is set up.</param>
public sealed record SignInWithCode(
    AccountId Account,
    string Stamp,
    string? Code,
    string Device,
    bool IsKnownDevice = false,
    Func<EmailAddress, Letter>? Warn = null)
{
    /// <summary>Omits the code wherever the command is printed.</summary>
    public override string ToString() => nameof(SignInWithCode);
}

public sealed class SignInWithCodeHandler(
    ISecondFactors factors,
    IAuthenticatorCodes codes,
    ISessions sessions,
    IAccounts accounts,
    IMail mail,
    Settings settings,
    TimeProvider time)
    : ICommandHandler<SignInWithCode, SessionId>
{
    /// <exception cref="RefusedException">
    /// <c>code.wrong</c>; <c>code.wait</c> with the seconds and the minutes to wait; or <c>sign-in.over</c> when it must start
    /// over.
    /// </exception>
    public async Task<SessionId> HandleAsync(SignInWithCode command, CancellationToken ct)
    {
        var stamp = await factors.StampAsync(command.Account, ct);
        if (!string.Equals(stamp, command.Stamp, StringComparison.Ordinal)
            || await factors.FindAsync(command.Account, ct) is not { } factor)
        {
            throw new RefusedException("sign-in.over");
        }

        if (settings.RateLimits && !command.IsKnownDevice && await factors.WaitAsync(command.Account, ct) is { } wait)
        {
            throw new RefusedException("code.wait", "Code", Rounded(wait.TotalSeconds), Rounded(wait.TotalMinutes));
        }

        var step = codes.StepOf(factor.Key, command.Code, time.Now());
        if (factor.Use(command.Code, step) is not { } left || !await factors.TryReplaceAsync(command.Account, factor, left))
        {
            await NoteWrongAsync(command);
            throw new RefusedException("code.wrong", "Code");
        }

        // The code is used up: who is cut off now could not send it again.
        var verified = new VerifiedPassword(command.Account, command.Stamp);
        return await sessions.StartAsync(verified, command.Device, factors, "sign-in.over", CancellationToken.None);
    }

    private async Task NoteWrongAsync(SignInWithCode command)
    {
        var inARow = await factors.NoteWrongAsync(command.Account);
        if (WrongCodes.AreWorthTelling(inARow) && settings.Smtp is not null && command.Warn is { } warn)
        {
            var owner = await accounts.FindEmailAsync(command.Account, CancellationToken.None);
            mail.Send(_ => Task.FromResult(owner is null ? null : warn(owner)));
        }
    }

    private static int Rounded(double time) => Math.Max(1, (int)Math.Ceiling(time));
}
