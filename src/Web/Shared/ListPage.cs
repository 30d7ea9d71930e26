namespace Xtablo.Web.Shared;

/// <summary>A page of a list that may be long.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Last">The number of the last page; 1 for a list that has one page, or nothing in it.</param>
public sealed record ListPage(int Number, int Last)
{
    /// <summary>How much of a list a page shows: what a browser lays out at once, and nobody reads to the end.</summary>
    public const int Size = 200;

    /// <summary>Takes the page that was asked for, or the nearest there is.</summary>
    public static (IReadOnlyList<T> Shown, ListPage Page) Of<T>(IReadOnlyList<T> all, int? asked)
    {
        var last = Math.Max(1, (all.Count + Size - 1) / Size);
        var number = Math.Clamp(asked ?? 1, 1, last);
        return ([.. all.Skip((number - 1) * Size).Take(Size)], new ListPage(number, last));
    }
}
