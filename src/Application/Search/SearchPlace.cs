using System.Buffers.Binary;
using System.Buffers.Text;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Search;

/// <summary>
/// How far a search has come in each tablo: what is older is still to be looked through. As text it is opaque, and has no more
/// than a few bytes of a tablo, so that the address of a page stays short however many there are.
/// </summary>
public sealed class SearchPlace
{
    private const int OfTablo = 6; // bytes, of those of an id that are random
    private const int Each = OfTablo + 5;
    private const int MaxLength = 6000;
    private readonly Dictionary<long, long> _before;

    /// <param name="before">Of each tablo that is not done: the number before which to go on. Below 2 to the 40th.</param>
    public SearchPlace(IEnumerable<(TabloId Tablo, long Before)> before) =>
        _before = before.GroupBy(each => KeyOf(each.Tablo)).ToDictionary(same => same.Key, same => same.Max(each => each.Before));

    private SearchPlace(Dictionary<long, long> before) => _before = before;

    /// <summary>Returns null for a tablo that is done, or was no tablo of theirs when the search began.</summary>
    public long? BeforeIn(TabloId tablo) => _before.TryGetValue(KeyOf(tablo), out var before) ? before : null;

    public static SearchPlace? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is 0 or > MaxLength || !Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        var before = new Dictionary<long, long>();
        for (var at = 0; at + Each <= bytes.Length; at += Each)
        {
            before[Read(bytes.AsSpan(at, OfTablo))] = Read(bytes.AsSpan(at + OfTablo, Each - OfTablo));
        }

        return bytes.Length % Each == 0 ? new(before) : null;
    }

    public override string ToString()
    {
        var bytes = new byte[_before.Count * Each];
        var at = 0;
        foreach (var (tablo, before) in _before)
        {
            Write(bytes.AsSpan(at, OfTablo), tablo);
            Write(bytes.AsSpan(at + OfTablo, Each - OfTablo), before);
            at += Each;
        }

        return Base64Url.EncodeToString(bytes);
    }

    private static long KeyOf(TabloId tablo)
    {
        Span<byte> id = stackalloc byte[16];
        tablo.Value.TryWriteBytes(id);
        return Read(id[^OfTablo..]);
    }

    private static long Read(ReadOnlySpan<byte> bytes)
    {
        Span<byte> whole = stackalloc byte[8];
        whole.Clear();
        bytes.CopyTo(whole[(8 - bytes.Length)..]);
        return BinaryPrimitives.ReadInt64BigEndian(whole);
    }

    private static void Write(Span<byte> bytes, long value)
    {
        Span<byte> whole = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(whole, value);
        whole[(8 - bytes.Length)..].CopyTo(bytes);
    }
}
