namespace Xtablo.Architecture.Tests;

/// <summary>The files that Xtablo is made of, as they lie on disk.</summary>
internal static class Source
{
    private static readonly string[] Made = ["bin", "obj", "node_modules"];

    public static readonly string Root = RootAbove(AppContext.BaseDirectory);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Paths from the root with slashes, in order; what is built or restored does not count.</summary>
    public static string[] Files(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(IsOurs)
            .Order(StringComparer.Ordinal)];

    /// <summary>Migrations, and the models built ahead.</summary>
    public static bool IsWrittenByATool(string path) =>
        path.Contains("/Migrations/", StringComparison.Ordinal) || path.Contains("/Models/", StringComparison.Ordinal);

    private static bool IsOurs(string path) => !path.Split('/').Intersect(Made, StringComparer.Ordinal).Any();

    private static string RootAbove(string folder) => File.Exists(Path.Combine(folder, "Xtablo.sln"))
        ? folder
        : RootAbove(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No Xtablo.sln above the tests."));
}
