using Xtablo.Domain.Discussions;

namespace Xtablo.Infrastructure.Discussions;

internal static class RowMemory
{
    /// <summary>About how many bytes of memory a row takes.</summary>
    public static long Bytes(this MessageRow row) => 300 + (2L * (row.Body?.Length ?? 0));
}
