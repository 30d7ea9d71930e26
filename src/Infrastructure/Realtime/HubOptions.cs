namespace Xtablo.Infrastructure.Realtime;

/// <param name="RingCapacity">How many entries of a discussion are kept in memory while it has a stream.</param>
/// <param name="Pace">The least time between two wake-ups of a discussion's streams.</param>
/// <param name="StreamsPerAccount">How many streams one account may have open; null for any number.</param>
internal sealed record HubOptions(int RingCapacity, TimeSpan Pace, int? StreamsPerAccount)
{
    public static HubOptions Default(bool limited) => new(512, TimeSpan.FromMilliseconds(10), limited ? 30 : null);
}
