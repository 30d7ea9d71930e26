using Xtablo.Domain.Common;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Accounts;

/// <summary>The name under which others see an account: 1 to 60 characters on one line, composed (Unicode NFC).</summary>
public sealed record DisplayName
{
    public const int MaxLength = 60;

    private const string Everybody = "all";

    private DisplayName(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="RefusedException">
    /// The name is empty, too long or contains a control character; the field is <c>Name</c>.
    /// </exception>
    public static DisplayName From(string? text) => new(OneLine.From(text, "name", "Name", MaxLength));

    /// <summary>
    /// A name that a person gives themselves: also none that mixes alphabets that look alike, nor the one that calls everybody.
    /// </summary>
    /// <param name="present">The name they have, which may stay as it is; null for none.</param>
    /// <exception cref="RefusedException">
    /// <c>name.alphabets</c>, <c>name.reserved</c>, or as <see cref="From"/>.
    /// </exception>
    public static DisplayName Chosen(string? text, DisplayName? present = null)
    {
        var name = From(text);
        if (name != present && LookAlikes.ReadAlike(name.Value, Everybody))
        {
            throw new RefusedException("name.reserved", "Name");
        }

        return name != present && LookAlikes.MixesAlphabets(name.Value)
            ? throw new RefusedException("name.alphabets", "Name")
            : name;
    }

    /// <summary>Restores a name that was accepted once, without applying today's rules.</summary>
    public static DisplayName FromStored(string text) => new(text);

    /// <summary>
    /// True when this name could be mistaken for the other, even if they share no letter. An identical name is not a look-alike.
    /// </summary>
    public bool LooksLike(DisplayName other) => LookAlikes.Are(Value, other.Value);

    /// <summary>True when people would read this name as the other, or hear it as the same when it is called.</summary>
    public bool ReadsLike(DisplayName other) => LookAlikes.ReadAlike(Value, other.Value);

    public override string ToString() => Value;
}
