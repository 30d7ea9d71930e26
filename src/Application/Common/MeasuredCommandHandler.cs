using Xtablo.Application.Operation;

namespace Xtablo.Application.Common;

/// <summary>Decorates every handler: measures how long each command takes and how it ends.</summary>
internal sealed class MeasuredCommandHandler<TCommand, TResult>(
    ICommandHandler<TCommand, TResult> handler, XtabloMetrics metrics, TimeProvider time) : ICommandHandler<TCommand, TResult>
{
    public async Task<TResult> HandleAsync(TCommand command, CancellationToken ct)
    {
        var begun = time.GetTimestamp();
        var outcome = "failed";
        try
        {
            var result = await handler.HandleAsync(command, ct);
            outcome = "done";
            return result;
        }
        catch (Domain.Common.RefusedException)
        {
            outcome = "refused";
            throw;
        }
        finally
        {
            metrics.CommandDuration.Record(
                time.GetElapsedTime(begun).TotalSeconds,
                new KeyValuePair<string, object?>("command", typeof(TCommand).Name),
                new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
