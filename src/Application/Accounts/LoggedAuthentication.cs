using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>
/// Decorates every handler: those of <see cref="AuthenticationEvents"/> leave a line in the log, however they end.
/// </summary>
internal sealed class LoggedAuthentication<TCommand, TResult>(ICommandHandler<TCommand, TResult> handler, AuthenticationLog log)
    : ICommandHandler<TCommand, TResult>
{
    public async Task<TResult> HandleAsync(TCommand command, CancellationToken ct)
    {
        if (AuthenticationEvents.Of(command!) is not { } happened)
        {
            return await handler.HandleAsync(command, ct);
        }

        var (outcome, about) = ("failed", happened.Account);
        try
        {
            var result = await handler.HandleAsync(command, ct);
            outcome = AuthenticationEvents.OutcomeOf(result);
            about ??= AuthenticationEvents.AccountIn(result);
            return result;
        }
        catch (RefusedException broken)
        {
            outcome = $"refused, {broken.Code}";
            throw;
        }
        finally
        {
            log.Write(happened.Name, outcome, NameOf(about, happened));
        }
    }

    private string NameOf(AccountId? about, AuthenticationEvent happened) =>
        about is { } account ? AuthenticationLog.NameOf(account)
        : happened.Session is { } session ? $"session {session.Handle}"
        : happened.Email is { } email ? log.NameOf(email)
        : "nobody known";
}
