namespace Xtablo.Application.Limits;

/// <summary>Counts what is limited, for all nodes together.</summary>
public interface ILimitCounts
{
    /// <summary>Counts one more. Returns null when it is allowed; else counts nothing and returns how long to wait.</summary>
    /// <param name="key">What it is counted for, such as an account or an address.</param>
    ValueTask<TimeSpan?> TakeAsync(Limit limit, string key, CancellationToken ct);

    /// <summary>Returns how long to wait before one more would be allowed; null when it is. Counts nothing.</summary>
    ValueTask<TimeSpan?> WaitOfAsync(Limit limit, string key, CancellationToken ct);

    /// <summary>
    /// Begins an attempt, which counts only if <see cref="EndAsync"/> reports that it failed. Concurrent attempts count as if
    /// each would fail: one too many waits until another has ended, so that parallel requests cannot exceed the limit.
    /// </summary>
    /// <returns>Null when it may begin; else how long to wait: then the attempt must not be ended.</returns>
    ValueTask<TimeSpan?> BeginAsync(Limit limit, string key, CancellationToken ct);

    /// <summary>Ends an attempt that may have begun.</summary>
    ValueTask EndAsync(Limit limit, string key, bool failed);
}
