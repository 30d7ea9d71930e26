using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Search;

/// <summary>
/// Finds the messages of some days without an index of times: numbers were given in their order, but for a clock that was set
/// back. So it looks a little further than it found; each row says itself when it was posted.
/// </summary>
internal static class NumbersByTime
{
    private const long AtOnce = 64; // rows in a question
    private const long Further = 500;

    /// <summary>Returns a number that no message from before this moment exceeds: at least 0, at most the last.</summary>
    public static async Task<long> LastBeforeAsync(
        XtabloDb db, TabloId tablo, DateTimeOffset moment, long last, CancellationToken ct)
    {
        var (low, high) = (0L, last + 1); // what is sought is at low, or between the two
        while (high - low > 1)
        {
            var step = Math.Max(1, (high - low) / AtOnce);
            var (from, until) = (low, high);
            long[] asked = [.. Range(from + step, until, step)];
            var earlier = await db.MessagesOf(tablo)
                .Where(m => EF.Parameter(asked).Contains(m.Number) && m.PostedAt < moment)
                .Select(m => m.Number)
                .ToListAsync(ct);
            low = earlier.Count == 0 ? from : earlier.Max();
            high = Math.Min(until, low + step);
        }

        return Math.Min(last, low + Further);
    }

    /// <summary>Returns a number that no message from this moment on is below.</summary>
    public static async Task<long> FirstFromAsync(
        XtabloDb db, TabloId tablo, DateTimeOffset moment, long last, CancellationToken ct) =>
        Math.Max(1, await LastBeforeAsync(db, tablo, moment, last, ct) - (2 * Further));

    private static IEnumerable<long> Range(long from, long until, long step)
    {
        for (var number = from; number < until; number += step)
        {
            yield return number;
        }
    }
}
