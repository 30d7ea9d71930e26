namespace Xtablo.Application.Common;

/// <summary>Carries out one command. Throws <see cref="Domain.Common.RefusedException"/> when it breaks a rule.</summary>
public interface ICommandHandler<in TCommand, TResult>
{
    Task<TResult> HandleAsync(TCommand command, CancellationToken ct);
}
