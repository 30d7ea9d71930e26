using System.Diagnostics;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>Waiting for what must come, and saying what did not.</summary>
internal static class Patience
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    /// <summary>Answers how long it took.</summary>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    public static async Task<TimeSpan> UntilAsync(Func<Task<bool>> condition, TimeSpan limit, string what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(begun) > limit)
            {
                throw new TimeoutException($"After {limit.TotalSeconds} s it is still not so: {what}.");
            }

            await Task.Delay(Glance);
        }

        return Stopwatch.GetElapsedTime(begun);
    }

    public static Task<TimeSpan> UntilAsync(Func<bool> condition, TimeSpan limit, string what) => UntilAsync(() => Task.FromResult(condition()), limit, what);
}
