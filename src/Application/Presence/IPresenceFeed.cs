using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Presence;

/// <summary>The read side of what passes. The streams that show a discussion are woken when anything of it does.</summary>
public interface IPresenceFeed
{
    /// <summary>Grows with each change in any discussion: while it stands still, there is nothing to look at.</summary>
    long Changes { get; }

    Passing Of(TabloId tabloId);
}

/// <param name="Here">The same object to everyone until the set changes; at most once a second.</param>
/// <param name="Typing">What was last said of each who wrote in the last seconds, in the order in which it was said.</param>
public sealed record Passing(PresentSet Here, IReadOnlyList<TypingSign> Typing)
{
    public static readonly Passing Nothing = new(PresentSet.Nobody, []);
}

/// <summary>Who is here.</summary>
/// <param name="Shown">At most <see cref="MostShown"/>, in the order in which they came.</param>
/// <param name="More">How many others are here.</param>
public sealed record PresentSet(IReadOnlyList<Person> Shown, int More)
{
    public const int MostShown = 50;

    public static readonly PresentSet Nobody = new([], 0);
}

/// <param name="Number">Greater than that of whatever was said before, in any discussion.</param>
/// <param name="On">False when they have ended.</param>
public sealed record TypingSign(long Number, Person Who, bool On);
