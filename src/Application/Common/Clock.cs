namespace Xtablo.Application.Common;

public static class Clock
{
    /// <summary>The time in UTC, cut to the microseconds that a database keeps, so that a value reads back as it was written.</summary>
    public static DateTimeOffset Now(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
