using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Xtablo.Application.Realtime;

namespace Xtablo.Infrastructure.Backplane;

/// <summary>
/// Rings as they travel: the version, the installation, the node that rings, and then a letter and one or two ids for each. What
/// is not of this form is no ring, whoever sent it.
/// </summary>
/// <param name="installation">Its name, of <see cref="NameLength"/> ASCII characters: what others ring is not for us.</param>
/// <param name="node">As long.</param>
internal sealed class RingText(string installation, string node)
{
    public const int NameLength = 16;
    public const int MostBytes = 7_900; // PostgreSQL takes 7,999
    private const int IdLength = 22;
    private const string Letters = "LAEHGTSF"; // by their kinds

    private static readonly int HeaderLength = 1 + (2 * NameLength);
    private readonly string _ofInstallation = $"1{installation}";

    /// <summary>How many of those that pass fit into one text.</summary>
    public static int MostInPassing => (MostBytes - HeaderLength) / LengthOf(RingKind.Here);

    /// <summary>A text without a ring: who hears it knows that it hears.</summary>
    public string Nothing => _ofInstallation + node;

    /// <summary>Writes rings into as few texts as hold them, of <see cref="MostBytes"/> at most.</summary>
    public IEnumerable<(string Text, int Rings)> Write(IReadOnlyList<Ring> rings)
    {
        var (text, count) = (new StringBuilder(Nothing), 0);
        foreach (var ring in rings)
        {
            if (text.Length + LengthOf(ring.Kind) > MostBytes)
            {
                yield return (text.ToString(), count);
                (text, count) = (new StringBuilder(Nothing), 0);
            }

            text.Append(Letters[(int)ring.Kind]).Append(TextOf(ring.Subject));
            text.Append(ring.IsInPassing ? TextOf(ring.Place) : "");
            count++;
        }

        if (count > 0)
        {
            yield return (text.ToString(), count);
        }
    }

    /// <summary>Returns false for what no node of this installation sent. What follows a ring that is none is left out.</summary>
    /// <param name="isOwn">Whether this node itself rang.</param>
    public bool TryRead(string text, out bool isOwn, out IReadOnlyList<Ring> rings)
    {
        (isOwn, rings) = (false, []);
        if (text.Length is < 1 + (2 * NameLength) or > MostBytes || !text.StartsWith(_ofInstallation, StringComparison.Ordinal))
        {
            return false;
        }

        isOwn = text.AsSpan(_ofInstallation.Length, NameLength).SequenceEqual(node);
        var found = new List<Ring>();
        for (var rest = text.AsSpan(HeaderLength); TryReadNext(ref rest, out var ring);)
        {
            found.Add(ring);
        }

        rings = found;
        return true;
    }

    private static bool TryReadNext(ref ReadOnlySpan<char> rest, out Ring ring)
    {
        ring = default;
        var kind = rest.Length == 0 ? -1 : Letters.IndexOf(rest[0], StringComparison.Ordinal);
        if (kind < 0 || rest.Length < LengthOf((RingKind)kind) || !TryReadId(rest.Slice(1, IdLength), out var subject))
        {
            return false;
        }

        ring = new Ring((RingKind)kind, subject);
        if (ring.IsInPassing)
        {
            if (!TryReadId(rest.Slice(1 + IdLength, IdLength), out var place))
            {
                return false;
            }

            ring = ring with { Place = place };
        }

        rest = rest[LengthOf(ring.Kind)..];
        return true;
    }

    private static int LengthOf(RingKind kind) => 1 + (new Ring(kind, default).IsInPassing ? 2 * IdLength : IdLength);

    private static string TextOf(Guid id) => Base64Url.EncodeToString(id.ToByteArray());

    private static bool TryReadId(ReadOnlySpan<char> text, out Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        var status = Base64Url.DecodeFromChars(text, bytes, out _, out var length);
        var isId = status == OperationStatus.Done && length == bytes.Length;
        id = isId ? new Guid(bytes) : default;
        return isId;
    }
}
