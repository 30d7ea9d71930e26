using Xtablo.Application.Operation;

namespace Xtablo.Infrastructure.Realtime;

/// <param name="RingCapacity">How many entries of a discussion are kept in memory while it has a stream; at least 1.</param>
/// <param name="Pace">The minimum time between two wake-ups of a discussion's streams.</param>
/// <param name="StreamsPerAccount">How many streams one account may have open; null for no limit.</param>
/// <param name="TailBytes">How much memory the entries of all discussions may take together.</param>
internal sealed record HubOptions(int RingCapacity, TimeSpan Pace, int? StreamsPerAccount, long TailBytes = 64 * 1024 * 1024)
{
    public static HubOptions From(Settings settings) =>
        new(settings.RingCapacity, TimeSpan.FromMilliseconds(10), settings.RateLimits ? 30 : null);
}
