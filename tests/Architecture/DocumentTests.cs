using System.Text.RegularExpressions;
using Xunit;

namespace Xtablo.Architecture.Tests;

/// <summary>The documents that describe the code keep describing it.</summary>
public sealed partial class DocumentTests
{
    private const string Overview = "docs/architecture.md";
    private const string Decisions = "docs/adr/README.md";

    /// <summary>As deep as the folder of a feature, such as <c>src/Domain/Accounts/</c>.</summary>
    private const int FeatureDepth = 3;

    [Fact]
    public void The_tree_shows_each_folder_down_to_the_features()
    {
        var shown = ShownFolders().Where(folder => Depth(folder) <= FeatureDepth);

        Assert.Equal(FoldersOnDisk().Where(folder => Depth(folder) <= FeatureDepth), shown, StringComparer.Ordinal);
    }

    [Fact]
    public void Each_folder_that_the_tree_shows_is_there() => Assert.Empty(ShownFolders().Except(FoldersOnDisk(), StringComparer.Ordinal));

    [Fact]
    public void Each_decision_is_listed_and_each_that_is_listed_is_there()
    {
        var decisions = Source.Files("docs/adr", "*.md").Where(file => file is not Decisions).Select(file => Path.GetFileName(file)!).ToList();
        var listed = Link().Matches(Source.Read(Decisions)).Select(link => link.Groups["file"].Value);

        Assert.NotEmpty(decisions);
        Assert.Equal(decisions, listed.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>The paths that begin the lines of a fenced block, each followed by two spaces and what it is.</summary>
    private static string[] ShownFolders() =>
        [.. Fence().Matches(Source.Read(Overview))
            .SelectMany(block => Folder().Matches(block.Value), (_, line) => line.Groups["path"].Value)
            .Order(StringComparer.Ordinal)];

    /// <summary>Those with a file in them that is neither built nor a migration.</summary>
    private static string[] FoldersOnDisk() =>
        [.. Source.Files("src", "*").Concat(Source.Files("tests", "*"))
            .SelectMany(FoldersAbove)
            .Where(folder => !folder.EndsWith("/Migrations/", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];

    private static IEnumerable<string> FoldersAbove(string file)
    {
        var names = file.Split('/');
        return Enumerable.Range(2, Math.Max(0, names.Length - 2)).Select(depth => string.Join('/', names.Take(depth)) + "/");
    }

    private static int Depth(string folder) => folder.Count(letter => letter == '/');

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(?<path>(src|tests)/\S+/) {2,}\S", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Folder();

    [GeneratedRegex(@"\]\((\./)?(?<file>[^/)#]+\.md)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
