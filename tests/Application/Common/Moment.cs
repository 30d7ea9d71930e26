using Microsoft.Extensions.Time.Testing;

namespace Xtablo.Application.Tests.Common;

/// <summary>One moment, finer than a database keeps it, and the clock that stands at it.</summary>
internal static class Moment
{
    public static readonly DateTimeOffset Kept = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero).AddMicroseconds(123_456);

    public static FakeTimeProvider Clock() => new(Kept.AddTicks(7));
}
