using System.Text.RegularExpressions;
using Xunit;

namespace Xtablo.Architecture.Tests;

/// <summary>What imports what in the scripts of the pages. An import that leads nowhere shows only in a browser, and late.</summary>
public sealed partial class ScriptTests
{
    private const string Root = "src/Web/wwwroot/js/";

    /// <summary>Each script by its path below the root, such as <c>page/app.js</c>.</summary>
    private static readonly Dictionary<string, string> Scripts = Source.Files(Root.TrimEnd('/'), "*.js")
        .ToDictionary(file => file[Root.Length..], Source.Read, StringComparer.Ordinal);

    [Fact]
    public void Every_import_leads_to_a_script() =>
        Assert.DoesNotContain(
            Scripts.SelectMany(script => ImportsOf(script.Key, script.Value)).Except(Scripts.Keys), import => !IsRestored(import));

    /// <summary>Whether the build brings a script of others there.</summary>
    private static bool IsRestored(string import) => import.StartsWith("lib/", StringComparison.Ordinal)
        && Source.Read("src/Web/assets.mjs").Contains($"join(folder, \"{import}\")", StringComparison.Ordinal);

    [Fact]
    public void The_folders_import_each_other_in_no_circle() => Assert.Empty(FoldersInACircle(Scripts));

    [Fact]
    public void The_folders_do_import_each_other() => Assert.NotEmpty(FolderImports(Scripts));

    [Theory]
    [InlineData("page/a.js: ../line/b.js | line/b.js: ../page/a.js", "line page")]
    [InlineData("page/a.js: ../line/b.js | line/c.js: ../parts/d.js | parts/e.js: ../page/f.js", "line page parts")]
    [InlineData("page/a.js: ../line/b.js ../parts/c.js | line/b.js: ../parts/c.js | parts/c.js: ./d.js | page/d.js: ./a.js", "")]
    public void A_circle_is_found(string planted, string folders)
    {
        var scripts = planted.Split(" | ").Select(script => script.Split(": ")).ToDictionary(
            script => script[0],
            script => string.Concat(script[1].Split(' ').Select(import => $"import {{ x }} from \"{import}\";\n")),
            StringComparer.Ordinal);

        Assert.Equal(folders, string.Join(' ', FoldersInACircle(scripts)));
    }

    [Fact]
    public void A_script_has_fewer_than_two_hundred_lines() =>
        Assert.DoesNotContain(Scripts, script => script.Value.Count(letter => letter == '\n') >= 200);

    [Fact]
    public void What_the_frames_are_called_stands_in_one_file() => Assert.Equal(
        ["line/frames.js"],
        Scripts.Where(script => FolderOf(script.Key) is "line" && FrameName().IsMatch(script.Value)).Select(script => script.Key));

    [Theory]
    [InlineData("source.addEventListener(\"message\", hear);")]
    [InlineData("case 'unread': break;")]
    [InlineData("if (name === `bye`)")]
    public void The_name_of_a_frame_is_found(string script) => Assert.Matches(FrameName(), script);

    /// <summary>In order; those from which imports lead back to themselves.</summary>
    private static IEnumerable<string> FoldersInACircle(Dictionary<string, string> scripts)
    {
        var imports = FolderImports(scripts).ToLookup(import => import.From, import => import.To, StringComparer.Ordinal);
        return imports.Select(from => from.Key)
            .Where(folder => Reached(folder, imports).Contains(folder))
            .Order(StringComparer.Ordinal);
    }

    private static HashSet<string> Reached(string start, ILookup<string, string> imports)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>(imports[start]);
        while (next.TryDequeue(out var folder))
        {
            if (reached.Add(folder))
            {
                imports[folder].ToList().ForEach(next.Enqueue);
            }
        }

        return reached;
    }

    private static IEnumerable<(string From, string To)> FolderImports(Dictionary<string, string> scripts) => scripts
        .SelectMany(
            script => ImportsOf(script.Key, script.Value),
            (script, import) => (From: FolderOf(script.Key), To: FolderOf(import)))
        .Where(import => !string.Equals(import.From, import.To, StringComparison.Ordinal))
        .Distinct();

    private static IEnumerable<string> ImportsOf(string path, string script) => Import().Matches(script)
        .Select(import => new Uri(new Uri($"file:///{path}"), import.Groups["path"].Value).AbsolutePath.TrimStart('/'));

    private static string FolderOf(string path) => path.Split('/')[0];

    [GeneratedRegex("""["'`](?:message|ready|reset|beat|unread|bye)["'`]""", RegexOptions.None, 1000)]
    private static partial Regex FrameName();

    [GeneratedRegex(
        """^(?:import|export)\b[^";()]*"(?<path>\.\.?/[^"]+)"|\bimport\("(?<path>[^"]+)"\)|new URL\("(?<path>[^"]+\.js)", import\.meta""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Import();
}
