using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;

namespace Xtablo.Web.Pipeline;

/// <summary>Parses the fields of a form as browsers send it (WHATWG URL, 5.1).</summary>
internal static class UrlEncodedForm
{
    private const int MostFields = 1024;

    /// <exception cref="InvalidDataException">There are more than 1,024 values, which no form of ours can have.</exception>
    public static async Task<FormCollection> ReadAsync(Stream body, CancellationToken ct)
    {
        using var copy = new MemoryStream(); // at most as large as a request may be
        await body.CopyToAsync(copy, ct);
        return new(FieldsOf(copy.GetBuffer().AsSpan(0, (int)copy.Length)).GetResults());
    }

    private static KeyValueAccumulator FieldsOf(ReadOnlySpan<byte> body)
    {
        var fields = default(KeyValueAccumulator);
        foreach (var range in body.Split((byte)'&'))
        {
            var field = body[range];
            var equals = field.IndexOf((byte)'=');
            if (!field.IsEmpty)
            {
                fields.Append(TextOf(equals < 0 ? field : field[..equals]), equals < 0 ? "" : TextOf(field[(equals + 1)..]));
            }

            if (fields.ValueCount > MostFields)
            {
                throw new InvalidDataException("There are too many fields.");
            }
        }

        return fields;
    }

    /// <summary>
    /// Decodes a name or a value. Each sequence that is not UTF-8, such as half of a surrogate pair, becomes a NUL in its place,
    /// which the rules of every text refuse with an explanation.
    /// </summary>
    private static string TextOf(ReadOnlySpan<byte> encoded)
    {
        ReadOnlySpan<byte> rest = encoded.IsEmpty ? [] : WebUtility.UrlDecodeToBytes(encoded.ToArray(), 0, encoded.Length);
        if (Utf8.IsValid(rest))
        {
            return Encoding.UTF8.GetString(rest);
        }

        var text = new StringBuilder(rest.Length);
        while (!rest.IsEmpty)
        {
            var isCharacter = Rune.DecodeFromUtf8(rest, out var rune, out var length) == OperationStatus.Done;
            text.Append(isCharacter ? rune.ToString() : "\0");
            rest = rest[length..];
        }

        return text.ToString();
    }
}
