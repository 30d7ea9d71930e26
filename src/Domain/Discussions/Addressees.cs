using Ardalis.GuardClauses;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// Who can be mentioned in a text, by the names they have and by those under which it mentioned them before. The longest name
/// is found first; of two that read alike, the earlier one: it says who was meant then.
/// </summary>
/// <remarks>For one text and one thread: the names are read when the first @ is looked at.</remarks>
public sealed class Addressees(IReadOnlyList<Person> members, IReadOnlyList<Mention> earlier)
{
    private const string All = "all";

    private Dictionary<string, Mention?>? _byName;
    private int[] _lengths = [];
    private HashSet<char> _firsts = [];

    /// <summary>Returns what the @ at a place of the text calls; null when it calls nobody.</summary>
    public Address? Find(string text, int at)
    {
        Guard.Against.Null(text);
        if (!NameBoundary.IsBefore(text, at))
        {
            return null;
        }

        var names = _byName ?? ReadNames();
        var written = WrittenName.In(text, at + 1, _lengths[0], _firsts);
        foreach (var length in _lengths)
        {
            if (written.EndOf(length) is { } end && NameBoundary.IsBehind(text, end)
                && names.TryGetValue(written.Letters[..length], out var mention))
            {
                return new Address(end - at, mention);
            }
        }

        return null;
    }

    private Dictionary<string, Mention?> ReadNames()
    {
        _byName = new(StringComparer.Ordinal) { [All] = null }; // before a member of that name: it has one meaning
        foreach (var mention in earlier)
        {
            Add(mention);
        }

        foreach (var member in members)
        {
            Add(new(member.Id, member.Name.Value));
        }

        _lengths = [.. _byName.Keys.Select(name => name.Length).Distinct().OrderDescending()];
        _firsts = [.. _byName.Keys.Select(name => name[0])];
        return _byName;
    }

    private void Add(Mention mention)
    {
        var letters = WrittenName.LettersOf(mention.Name);
        if (letters.Length > 0)
        {
            _byName!.TryAdd(letters, mention);
        }
    }
}
