using Xtablo.Application.Discussions;
using Xtablo.Application.Search;
using Xtablo.Domain.Accounts;

namespace Xtablo.Web.Search;

/// <param name="Tablo">The tablo that is searched; null for all of one's own.</param>
/// <param name="Found">Null where nothing was looked for.</param>
public sealed record SearchModel(
    DiscussionPage? Tablo, SearchForm Form, IReadOnlyList<Person> Authors, FoundPage? Found);
