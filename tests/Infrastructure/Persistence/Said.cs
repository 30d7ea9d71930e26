namespace Xtablo.Infrastructure.Tests.Persistence;

/// <summary>The steps of a start, as they were told.</summary>
internal sealed class Said : IProgress<string>
{
    public List<string> Steps { get; } = [];

    public void Report(string value) => Steps.Add(value);
}
