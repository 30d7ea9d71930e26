using Xtablo.Domain.Common;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Tablos;

/// <summary>The name of a tablo: 1 to 100 characters on one line. Two tablos may share a name.</summary>
public sealed record TabloName
{
    public const int MaxLength = 100;

    private TabloName(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="RefusedException">
    /// The name is empty, too long or contains a control character; the field is <c>Name</c>.
    /// </exception>
    public static TabloName From(string? text) => new(OneLine.From(text, "tablo-name", "Name", MaxLength));

    /// <summary>Restores a name that was accepted once, without applying today's rules.</summary>
    public static TabloName FromStored(string text) => new(text);

    public override string ToString() => Value;
}
