using Xtablo.Domain.Common;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Accounts;

/// <summary>How others see an account: 1 to 60 characters on one line, in Unicode's composed form (NFC).</summary>
public sealed record DisplayName
{
    public const int MaxLength = 60;

    private DisplayName(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="RefusedException">The name is empty, too long or holds a control character; the field is <c>Name</c>.</exception>
    public static DisplayName From(string? text) => new(OneLine.From(text, "name", "Name", MaxLength));

    /// <summary>A name that was accepted once, whatever the rules have become since.</summary>
    public static DisplayName FromStored(string text) => new(text);

    /// <summary>True when this name could be taken for the other, of which not one letter may be the same. The very same name is no look-alike.</summary>
    public bool LooksLike(DisplayName other) =>
        LookAlikes.Are(Value, other.Value);

    public override string ToString() => Value;
}
