using Xtablo.Application.Operation;

namespace Xtablo.Web.Realtime;

/// <summary>
/// Reads for a stream without blocking it: while the database does not respond, the stream continues to send beats and the
/// read continues in the background.
/// </summary>
internal sealed class NonBlockingRead<T>(IOutages outages, TimeProvider time)
    where T : class
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private Task<T>? _begun;

    /// <summary>True while a read has begun whose result was not yet returned: it belongs to what was asked then.</summary>
    public bool IsPending => _begun is not null;

    /// <summary>
    /// Returns the result of the pending read or, when there is none, of <paramref name="begin"/>. Returns null when the result
    /// is not available yet or the database is unavailable: call it again later.
    /// </summary>
    /// <param name="patient">Whether to wait up to a second for a read that has just begun.</param>
    public async ValueTask<T?> TryAsync(Func<ValueTask<T>> begin, bool patient, CancellationToken ct)
    {
        try
        {
            if (_begun is null)
            {
                var reading = begin();
                if (reading.IsCompletedSuccessfully)
                {
                    return await reading;
                }

                _begun = reading.AsTask();
                await ((Task)_begun).WaitAsync(patient ? Patience : TimeSpan.Zero, time, ct)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ct.ThrowIfCancellationRequested();
            }

            if (!_begun.IsCompleted)
            {
                return null;
            }

            var ended = _begun;
            _begun = null;
            return await ended;
        }
        catch (Exception failure) when (outages.IsOutage(failure))
        {
            return null;
        }
    }
}
