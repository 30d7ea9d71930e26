namespace Xtablo.Web.Tests.Common;

/// <summary>An empty folder of its own. Declare it before the process that writes into it: so it goes after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("xtablo-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
