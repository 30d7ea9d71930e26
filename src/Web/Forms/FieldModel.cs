namespace Xtablo.Web.Forms;

/// <summary>A labelled input, with its error beside it.</summary>
/// <param name="Name">The name of the form's field, which is also the key of its errors.</param>
/// <param name="Value">The initial value; a password is never sent back.</param>
public sealed record FieldModel(string Name, string Label, string? Value, string Type = "text", string? Autocomplete = null)
{
    public string? Hint { get; init; }

    /// <summary>In UTF-16 code units, as browsers count; generous, because the server counts characters.</summary>
    public int MaxLength { get; init; } = 512;

    public bool Autofocus { get; init; }

    public bool Required { get; init; } = true;
}
