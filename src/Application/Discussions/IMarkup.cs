using Ardalis.GuardClauses;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;

namespace Xtablo.Application.Discussions;

/// <summary>Makes of the text of a message, as it was typed, what pages show. Pure, and safe for any number of threads.</summary>
public interface IMarkup
{
    /// <summary>Grows with each change of what it makes: html that an earlier version made is made again.</summary>
    int Version { get; }

    /// <summary>Returns the text with its marks, links, emoji and mentions. It takes any text and never throws for it.</summary>
    /// <param name="source">The text of a <see cref="MessageBody"/>.</param>
    /// <param name="members">Those who take part now. Names are unique in a tablo; of two alike, the first is found.</param>
    /// <param name="earlier">
    /// What the text mentioned when it was made before, empty for a new one: where a name is one of these, it is the account of
    /// then, whoever has the name now.
    /// </param>
    RenderedText Render(string source, IReadOnlyList<Person> members, IReadOnlyList<Mention> earlier);

    /// <summary>Returns the text of a row: as it is stored, or made now where another version made that.</summary>
    RenderedText? Of(MessageRow row)
    {
        Guard.Against.Null(row);
        return row.Body is null || row.Shown?.Version == Version ? row.Shown : Render(row.Body, [], row.Shown?.Mentions ?? []);
    }
}
