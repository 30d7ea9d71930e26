namespace Xtablo.Domain.Search;

/// <summary>A message as it is searched.</summary>
public sealed class SearchedText
{
    private const char Between = '\n'; // in no folded text, so that nothing is found across it
    private readonly FoldedText[] _parts;
    private readonly ShownText _shown;

    private SearchedText(ShownText shown)
    {
        _shown = shown;
        _parts = [.. shown.Addresses.Prepend(shown.Words).Select(FoldedText.Of)];
    }

    public bool HasLink => _shown.HasLink;

    public string Letters => string.Join(Between, _parts.Select(part => part.Letters));

    /// <param name="html">Of a message row.</param>
    public static SearchedText Of(string html) => new(ShownText.Of(html));

    public bool Has(IReadOnlyList<string> pieces) => pieces.All(Has);

    /// <summary>Returns the text around what was found, in pieces that are marked or not; on one line.</summary>
    /// <param name="pieces">What was looked for; empty to begin with the beginning.</param>
    public IReadOnlyList<Passage> PassagesOf(IReadOnlyList<string> pieces)
    {
        var part = Math.Max(0, Array.FindIndex(_parts, each => pieces.Any(piece => Contains(each, piece))));
        return Passages.In(part == 0 ? _shown.Words : _shown.Addresses[part - 1], _parts[part], pieces);
    }

    private bool Has(string piece) => Array.Exists(_parts, part => Contains(part, piece));

    private static bool Contains(FoldedText part, string piece) => part.Letters.Contains(piece, StringComparison.Ordinal);
}
