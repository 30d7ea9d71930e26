using Xtablo.Application.Operation;

namespace Xtablo.Web.Realtime;

/// <summary>
/// Reads for a stream without holding it up: while the database does not answer, the stream goes on with its beats and
/// the reading with itself.
/// </summary>
internal sealed class NonBlockingRead<T>(IOutages outages, TimeProvider time)
    where T : class
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private Task<T>? _begun;

    /// <summary>What the reading that is under way, or else <paramref name="begin"/>, has read; null when that is not there yet: ask again.</summary>
    /// <param name="patient">Whether to wait a moment for one that has just begun.</param>
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
                await ((Task)_begun).WaitAsync(patient ? Patience : TimeSpan.Zero, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
