namespace Xtablo.Application.Common;

public static class Clock
{
    /// <summary>The UTC time, truncated to the microseconds that a database keeps, so that values read back unchanged.</summary>
    public static DateTimeOffset Now(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
