namespace Xtablo.Infrastructure.Search;

/// <summary>The ids of a message's terms in a few bytes: in order, each as its distance from the one before (LEB128).</summary>
internal static class TermIds
{
    public static byte[] Packed(IEnumerable<long> ids)
    {
        var bytes = new List<byte>();
        var before = 0L;
        foreach (var id in ids.Order())
        {
            var rest = id - before;
            before = id;
            for (; rest >= 0x80; rest >>= 7)
            {
                bytes.Add((byte)(rest | 0x80));
            }

            bytes.Add((byte)rest);
        }

        return [.. bytes];
    }

    public static List<long> Unpacked(byte[] bytes)
    {
        var ids = new List<long>();
        var (id, distance, shift) = (0L, 0L, 0);
        foreach (var each in bytes)
        {
            distance |= (each & 0x7FL) << shift;
            shift += 7;
            if (each < 0x80)
            {
                ids.Add(id += distance);
                (distance, shift) = (0, 0);
            }
        }

        return ids;
    }
}
