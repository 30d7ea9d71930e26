using Xtablo.Domain.Discussions;

namespace Xtablo.Infrastructure.Discussions;

internal static class RowMemory
{
    /// <summary>About how many bytes of memory a row takes.</summary>
    public static long Bytes(this MessageRow row) =>
        300 + (2L * ((row.Body?.Length ?? 0) + (row.Shown?.Html.Length ?? 0))) + (row.ReplyTo is null ? 0 : 400)
        + row.Reactions.Sum(reaction => 100L + (100L * reaction.By.Count));
}
