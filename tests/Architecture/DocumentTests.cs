using System.Globalization;
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

    [Fact]
    public void Each_port_and_each_use_case_is_listed()
    {
        var overview = Source.Read(Overview);
        var inner = typeof(Application.ApplicationServices).Assembly.GetExportedTypes().ToList();
        var useCases = inner.SelectMany(type => type.GetInterfaces())
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Application.Common.ICommandHandler<,>) && !type.ContainsGenericParameters)
            .Select(type => type.GenericTypeArguments[0].Name).ToList();
        var ports = inner.Concat(typeof(Domain.Common.IDomainEvent).Assembly.GetExportedTypes())
            .Where(type => type is { IsInterface: true }).Select(type => type.Name.Split('`')[0]).ToList();

        Assert.True(useCases.Count > 20 && ports.Count > 10, "the use cases and ports were not found");
        Assert.DoesNotContain(useCases.Concat(ports), name => !Regex.IsMatch(overview, $@"\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Each_setting_is_in_the_page_for_operators()
    {
        var page = Source.Read("docs/operating.md");
        var keys = Source.Files("src/Application/Operation", "*.cs").SelectMany(file => Setting().Matches(Source.Read(file)), (_, match) => match.Groups["key"].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(keys.Count >= 10, "the settings were not found");
        Assert.DoesNotContain(keys, key => !page.Contains($"`{key}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_verb_is_in_the_page_for_operators()
    {
        var page = Source.Read("docs/operating.md");
        var verbs = Source.Files("src/Web/CommandLine", "*Verbs.cs").Select(Source.Read).SelectMany(text =>
        {
            var group = Group().Match(text) is { Success: true } found ? $"{found.Groups["name"].Value} " : "";
            return Verb().Matches(text).Select(verb => $"-- {group}{verb.Groups["name"].Value} ");
        }).ToList();

        Assert.True(verbs.Count >= 6, "the verbs were not found");
        Assert.DoesNotContain(verbs, verb => !page.Contains(verb, StringComparison.Ordinal));
    }

    /// <summary>What stands in code letters and has two capitals, such as <c>SseHub</c>, is a name of the program, its tests or what it is built on.</summary>
    [Fact]
    public void The_documents_name_only_what_there_is()
    {
        var words = Source.Files("src", "*.cs").Concat(Source.Files("src", "*.cshtml")).Concat(Source.Files("src/Web/wwwroot", "*.js")).Concat(Source.Files("tests", "*.cs"))
            .SelectMany(file => Word().Matches(Source.Read(file)), (_, word) => word.Value).ToHashSet(StringComparer.Ordinal);
        var documents = Source.Files("docs", "*.md").Where(file => !file.Contains("/adr/", StringComparison.Ordinal)).Append("README.md").Append("STYLE.md");
        var named = documents.SelectMany(file => Named().Matches(Source.Read(file)), (file, match) => (file, Name: match.Groups["name"].Value)).ToList();

        Assert.True(named.Count > 50, "the names were not found");
        Assert.DoesNotContain(named, each => !words.Contains(each.Name) && !NotOurs.Contains(each.Name, StringComparer.Ordinal));
    }

    /// <summary>What a reader has to open to follow a post, counted: whole files, and the members on the way.</summary>
    [Fact]
    public void The_way_of_a_post_is_as_long_as_it_says()
    {
        var page = Source.Read(Overview);
        var stops = Stop().Matches(page).Select(stop => (
            File: stop.Groups["file"].Value,
            Members: stop.Groups["members"].Value.Split(", ").Select(member => member.Trim('`')),
            Whole: int.Parse(stop.Groups["whole"].Value, CultureInfo.InvariantCulture),
            OnTheWay: int.Parse(stop.Groups["way"].Value, CultureInfo.InvariantCulture))).ToList();

        Assert.True(stops.Count >= 9, "the stops were not found");
        Assert.All(stops, stop => Assert.Equal(
            (stop.File, LinesOf(stop.File).Length, stop.Members.Sum(member => LinesOfMember(stop.File, member))), (stop.File, stop.Whole, stop.OnTheWay)));
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"{stops.Count} files of {stops.Sum(stop => stop.Whole)} lines; {stops.Sum(stop => stop.OnTheWay)} of them are on the way"),
            page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_is_counted_to_its_last_line()
    {
        Assert.Equal(3, LengthOfMember(["    public void Go()", "    {", "    }", "", "    private int Other() => 1;"], "Go"));
        Assert.Equal(2, LengthOfMember(["    private static Task GoAsync<T>(int a) =>", "        OtherAsync(a);", "    }"], "GoAsync"));
        Assert.Throws<InvalidOperationException>(() => LengthOfMember(["        Go();"], "Go"));
    }

    private static string[] LinesOf(string file) => File.ReadAllLines(Path.Combine(Source.Root, file));

    private static int LinesOfMember(string file, string member) => LengthOfMember(LinesOf(file), member);

    private static int LengthOfMember(string[] lines, string member)
    {
        var first = Array.FindIndex(lines, line => Regex.IsMatch(
            line, $@"^    (public|private|protected|internal)\b.*\b{member}(<\w+>)?\(", RegexOptions.None, TimeSpan.FromSeconds(1)));
        if (first < 0)
        {
            throw new InvalidOperationException($"There is no {member}.");
        }

        var isBlock = false;
        for (var i = first; i < lines.Length; i++)
        {
            isBlock |= lines[i] == "    {";
            if (isBlock ? lines[i] == "    }" : lines[i].EndsWith(';'))
            {
                return i - first + 1;
            }
        }

        throw new InvalidOperationException($"{member} has no end.");
    }

    /// <summary>The paths that begin the lines of a fenced block, each followed by two spaces and what it is.</summary>
    private static string[] ShownFolders() =>
        [.. Fence().Matches(Source.Read(Overview))
            .SelectMany(block => Folder().Matches(block.Value), (_, line) => line.Groups["path"].Value)
            .Order(StringComparer.Ordinal)];

    /// <summary>Those with a file in them that is neither built nor written by a tool.</summary>
    private static string[] FoldersOnDisk() =>
        [.. Source.Files("src", "*").Concat(Source.Files("tests", "*"))
            .SelectMany(FoldersAbove)
            .Where(folder => !Source.IsWrittenByATool(folder))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];

    private static IEnumerable<string> FoldersAbove(string file)
    {
        var names = file.Split('/');
        return Enumerable.Range(2, Math.Max(0, names.Length - 2)).Select(depth => string.Join('/', names.Take(depth)) + "/");
    }

    /// <summary>Names of what Xtablo is built on or measured with.</summary>
    private static readonly string[] NotOurs =
        ["EventSource", "SharedWorker", "IndexedDB", "PostgreSQL", "SQLite", "JavaScript", "ArchUnitNET", "BroadcastChannel", "XxxId"];

    private static int Depth(string folder) => folder.Count(letter => letter == '/');

    [GeneratedRegex(@"""(?<key>(Xtablo|ConnectionStrings)__[A-Za-z_]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"Command \w+ = new\(""(?<name>[a-z-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Group();

    [GeneratedRegex(@"(new Verb|Verb \w+ = new)\(\s*""(?<name>[a-z-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Verb();

    [GeneratedRegex(@"\w+", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"`(?<name>[A-Z][a-z0-9]+([A-Z][a-z0-9]*)+)\b[^`/\n]*`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"^\| *\d+ \| `(?<file>src/[^`]+)`, (?<members>`[^|]+`) \| (?<whole>\d+) \| (?<way>\d+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stop();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(?<path>(src|tests)/\S+/) {2,}\S", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Folder();

    [GeneratedRegex(@"\]\((\./)?(?<file>[^/)#]+\.md)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
