namespace Xtablo.Application.Operation;

/// <summary>What a checkup has found.</summary>
/// <param name="What">Such as <c>disk: 3.2 GB are free</c>; without a full stop.</param>
/// <param name="Remedy">What the operator does about it, in a sentence; null when all is well.</param>
public sealed record Finding(string What, string? Remedy)
{
    public bool IsWell => Remedy is null;

    public static Finding Well(string what) => new(what, Remedy: null);

    /// <summary>One line, whatever a server has said: <c>ok</c> or <c>!!</c>, what was found, and what to do.</summary>
    public override string ToString()
    {
        var line = IsWell ? $"ok  {What}" : $"!!  {What}. {Remedy}";
        return string.Join(' ', line.Split((char[]?)['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }
}
