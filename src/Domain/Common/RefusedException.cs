namespace Xtablo.Domain.Common;

/// <summary>
/// A request broke a rule. The exception carries no sentence: the layer that shows it has one for <see cref="Code"/> in the
/// person's language, formatted with <see cref="Arguments"/>.
/// </summary>
public sealed class RefusedException(string code, string? field = null, params object[] arguments) : Exception(code)
{
    /// <summary>Identifies the rule, such as <c>body.too-long</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The name of the input that broke it; null when it was the whole request.</summary>
    public string? Field { get; } = field;

    public IReadOnlyList<object> Arguments { get; } = arguments;
}
