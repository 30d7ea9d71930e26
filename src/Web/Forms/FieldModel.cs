namespace Xtablo.Web.Forms;

/// <summary>A labelled input with its error beside it.</summary>
/// <param name="Name">The name of the form's field, under which its errors are found too.</param>
/// <param name="Value">What is in it; a password never comes back.</param>
public sealed record FieldModel(string Name, string Label, string? Value, string Type = "text", string? Autocomplete = null)
{
    public string? Hint { get; init; }

    /// <summary>In UTF-16 code units, as browsers count; generous, since the server counts characters.</summary>
    public int MaxLength { get; init; } = 512;

    public bool Autofocus { get; init; }

    public bool Required { get; init; } = true;
}
