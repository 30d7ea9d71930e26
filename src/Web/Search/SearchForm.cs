using Xtablo.Application.Search;
using Xtablo.Web.Forms;

namespace Xtablo.Web.Search;

public sealed class SearchForm : IPosted
{
    public string? Q { get; init; }

    public string? Author { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Tz { get; init; }

    public string? Mentions { get; init; }

    public string? Has { get; init; }

    public string? Next { get; init; }

    public bool IsNarrowed => Author is { Length: > 0 } || From is { Length: > 0 } || To is { Length: > 0 }
        || Mentions is { Length: > 0 } || Has is { Length: > 0 };

    /// <param name="zone">In which the days are where the form does not say so; null for UTC.</param>
    public SearchInput AsInput(string? zone) =>
        new(Q, Author, From, To, string.IsNullOrEmpty(Tz) ? zone : Tz, Mentions, Has, Next);

    /// <summary>The address of the page that goes on at a place.</summary>
    public QueryString At(SearchPlace place) => QueryString.Create(
        new (string Key, string? Value)[]
        {
            ("q", Q), ("author", Author), ("from", From), ("to", To), ("tz", Tz), ("mentions", Mentions), ("has", Has),
            ("next", place.ToString()),
        }
        .Where(field => !string.IsNullOrEmpty(field.Value))
        .Select(field => KeyValuePair.Create(field.Key, field.Value)));
}
