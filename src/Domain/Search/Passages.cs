using System.Text;

namespace Xtablo.Domain.Search;

/// <summary>Cuts a text around what was found in it.</summary>
internal static class Passages
{
    /// <summary>In UTF-16 code units.</summary>
    private const int Before = 60;

    private const int Most = 240;
    private const string More = "…";

    public static IReadOnlyList<Passage> In(string text, FoldedText folded, IReadOnlyList<string> pieces)
    {
        var places = PlacesOf(folded, pieces);
        var start = places.Count == 0 ? 0 : TextEdges.WordStart(text, Math.Max(0, places[0].Start - Before), places[0].Start);
        var end = TextEdges.WordEnd(text, start + Most);
        var passages = new List<Passage>();
        Add(passages, start > 0 ? More : "", isFound: false);
        var at = start;
        foreach (var place in places.TakeWhile(place => place.Start < end))
        {
            Add(passages, text[at..place.Start], isFound: false);
            at = Math.Max(place.End, at);
            Add(passages, text[place.Start..at], isFound: true);
        }

        Add(passages, at < end ? text[at..end] : "", isFound: false);
        Add(passages, Math.Max(at, end) < text.TrimEnd().Length ? More : "", isFound: false);
        return passages;
    }

    /// <summary>In order; those that meet are one.</summary>
    private static List<(int Start, int End)> PlacesOf(FoldedText folded, IReadOnlyList<string> pieces)
    {
        var found = new List<(int Start, int End)>();
        foreach (var piece in pieces)
        {
            for (var at = 0; (at = folded.Letters.IndexOf(piece, at, StringComparison.Ordinal)) >= 0; at += piece.Length)
            {
                found.Add(folded.PlaceOf(at, piece.Length));
            }
        }

        found.Sort();
        var places = new List<(int Start, int End)>();
        foreach (var place in found)
        {
            if (places.Count > 0 && place.Start <= places[^1].End)
            {
                places[^1] = (places[^1].Start, Math.Max(places[^1].End, place.End));
            }
            else
            {
                places.Add(place);
            }
        }

        return places;
    }

    private static void Add(List<Passage> passages, string text, bool isFound)
    {
        if (text.Length > 0)
        {
            passages.Add(new(OnOneLine(text), isFound));
        }
    }

    private static string OnOneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter))
            {
                line.Append(letter);
            }
            else if (line.Length == 0 || line[^1] is not ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString();
    }
}
