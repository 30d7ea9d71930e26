namespace Xtablo.Application.Common;

/// <summary>Does one thing that a person asked for. A broken rule is a <see cref="Domain.Common.RefusedException"/>.</summary>
public interface ICommandHandler<in TCommand, TResult>
{
    Task<TResult> HandleAsync(TCommand command, CancellationToken ct);
}
