using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Xtablo.Application.Presence;
using Xtablo.Domain.Accounts;

namespace Xtablo.Web.Realtime;

/// <summary>
/// The frames of what passes, without an id since they move no cursor: encoded once for all streams of one discussion, and once
/// for all streams of several, which name the tablo.
/// </summary>
internal sealed class SharedPassing
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly ConditionalWeakTable<object, byte[]> _ofOne = [];
    private readonly ConditionalWeakTable<object, byte[]> _ofSeveral = [];

    /// <param name="prefix">As <see cref="FollowRequest.Prefix"/>.</param>
    public byte[] Of(PresentSet here, string prefix) => ReferenceEquals(here, PresentSet.Nobody)
        ? Encode(here, prefix) // of all tablos alike
        : KnownTo(prefix).GetValue(here, _ => Encode(here, prefix));

    /// <inheritdoc cref="Of(PresentSet, string)"/>
    public byte[] Of(TypingSign sign, string prefix) => KnownTo(prefix).GetValue(sign, _ => Frame("typing", new
    {
        tablo = TabloIn(prefix),
        id = sign.Who.Id.Value,
        name = sign.Who.Name.Value,
        on = sign.On,
    }));

    private ConditionalWeakTable<object, byte[]> KnownTo(string prefix) => prefix.Length == 0 ? _ofOne : _ofSeveral;

    private static byte[] Encode(PresentSet set, string prefix) => Frame("presence", new
    {
        tablo = TabloIn(prefix),
        here = set.Shown.Select(Told),
        more = set.More,
    });

    private static object Told(Person person) => new { id = person.Id.Value, name = person.Name.Value };

    private static string? TabloIn(string prefix) => prefix.Length == 0 ? null : prefix.TrimEnd('.');

    private static byte[] Frame(string name, object data)
    {
        var frame = new ArrayBufferWriter<byte>();
        SseWriter.Write(frame, name, id: null, SseWriter.DataLinesOf(JsonSerializer.Serialize(data, Plain)));
        return frame.WrittenSpan.ToArray();
    }
}
