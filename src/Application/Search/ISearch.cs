using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Search;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Search;

/// <summary>Finds messages in the tablos that an account is a member of now, and no others.</summary>
public interface ISearch
{
    /// <summary>
    /// Returns a page of what was found, newest first. Each message is found as it is at this moment, a deleted one never; over
    /// all pages each once, whatever is posted in the meantime. It reads a bounded number of rows, so a page may have fewer
    /// messages than there is room for, or none, and still not be the last.
    /// </summary>
    Task<FoundPage> FindAsync(AccountId member, SearchQuery query, CancellationToken ct);

    /// <summary>The people who take, or took, part in tablos of this account, by name.</summary>
    /// <param name="tablo">Of this tablo alone; null for all.</param>
    Task<IReadOnlyList<Person>> AuthorsAsync(AccountId member, TabloId? tablo, CancellationToken ct);
}

/// <param name="Next">Where the next page begins; null after the last.</param>
/// <param name="SearchedBackTo">How far back this page goes; null when it goes back to the beginning.</param>
/// <param name="Percent">How much of the tablos has been made ready to be searched: 100 when all of it is.</param>
public sealed record FoundPage(IReadOnlyList<Hit> Hits, SearchPlace? Next, DateTimeOffset? SearchedBackTo, int Percent);

/// <param name="Passages">The text around what was found.</param>
public sealed record Hit(MessageRow Message, string TabloName, IReadOnlyList<Passage> Passages);
