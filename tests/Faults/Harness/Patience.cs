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

    /// <summary>As long as there is news now and then, and answers how long it took.</summary>
    /// <param name="news">Another number whenever there is.</param>
    /// <param name="silence">How long there may be none.</param>
    /// <param name="what">Asked when it did not come, so that it can tell what there was.</param>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    public static async Task<TimeSpan> WhileNewsComeAsync(Func<Task<bool>> condition, Func<int> news, TimeSpan silence, TimeSpan limit, Func<string> what)
    {
        var begun = Stopwatch.GetTimestamp();
        var (heard, heardAt) = (news(), begun);
        while (!await condition())
        {
            if (news() is var now && now != heard)
            {
                (heard, heardAt) = (now, Stopwatch.GetTimestamp());
            }

            if (Stopwatch.GetElapsedTime(heardAt) > silence || Stopwatch.GetElapsedTime(begun) > limit)
            {
                throw new TimeoutException(
                    $"After {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s, and {Stopwatch.GetElapsedTime(heardAt).TotalSeconds:F0} s without news, it is still not so: {what()}.");
            }

            await Task.Delay(Glance);
        }

        return Stopwatch.GetElapsedTime(begun);
    }

    public static Task<TimeSpan> UntilAsync(Func<bool> condition, TimeSpan limit, string what) => UntilAsync(() => Task.FromResult(condition()), limit, what);
}
