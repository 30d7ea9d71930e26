namespace Xtablo.Domain.Common;

/// <summary>
/// A rule was broken by what a person asked for. It carries no sentence: whoever shows it has one for
/// <see cref="Code"/> in the person's language, made with <see cref="Arguments"/>.
/// </summary>
public sealed class RefusedException(string code, string? field = null, params object[] arguments) : Exception(code)
{
    /// <summary>Names the rule, such as <c>body.too-long</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The name of the input that broke it; null when it was the whole request.</summary>
    public string? Field { get; } = field;

    public IReadOnlyList<object> Arguments { get; } = arguments;
}
