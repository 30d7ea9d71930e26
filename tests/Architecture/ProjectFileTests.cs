using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace Xtablo.Architecture.Tests;

/// <summary>What the project files say: which package and which layer a project may name, and which symbols none may.</summary>
public sealed class ProjectFileTests
{
    public static TheoryData<string> Projects =>
        new(Source.Files("src", "*.csproj").Concat(Source.Files("tests", "*.csproj")));

    [Theory]
    [InlineData("src/Domain/Domain.csproj", "Ardalis.GuardClauses")]
    [InlineData(
        "src/Application/Application.csproj",
        "Microsoft.Extensions.Configuration.Abstractions",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions",
        "Scrutor")]
    public void The_inner_layers_name_only_the_packages_of_a_short_list(string project, params string[] packages)
    {
        var file = XDocument.Parse(Source.Read(project));

        Assert.Equal("Microsoft.NET.Sdk", file.Root!.Attribute("Sdk")!.Value);
        Assert.Empty(Included(file, "FrameworkReference"));
        Assert.Equal(packages, Included(file, "PackageReference"));
    }

    [Theory]
    [InlineData("src/Domain/Domain.csproj")]
    [InlineData("src/Application/Application.csproj", "../Domain/Domain.csproj")]
    [InlineData("src/Infrastructure/Infrastructure.csproj", "../Application/Application.csproj")]
    [InlineData("src/Web/Web.csproj", "../Infrastructure/Infrastructure.csproj")]
    public void Each_layer_refers_to_the_next_one_inwards(string project, params string[] references) =>
        Assert.Equal(references, Included(XDocument.Parse(Source.Read(project)), "ProjectReference"));

    [Theory]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTimeOffset.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("M:System.Guid.NewGuid")]
    [InlineData("P:System.Threading.Tasks.Task`1.Result")]
    [InlineData("M:System.Threading.Tasks.Task.Wait")]
    [InlineData("M:System.Threading.Thread.Sleep(System.Int32)")]
    [InlineData("M:System.Threading.Thread.Sleep(System.TimeSpan)")]
    public void Clocks_random_ids_and_blocking_are_banned(string symbol) => Assert.Contains(symbol, BannedSymbols(), StringComparer.Ordinal);

    [Fact]
    public void Each_banned_symbol_exists() => // one that is misspelt bans nothing, and nobody hears of it
        Assert.DoesNotContain(BannedSymbols(), symbol => !Exists(symbol));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Each_project_is_built_with_the_analyzer_that_bans_them(string project)
    {
        Assert.Contains("\"Microsoft.CodeAnalysis.BannedApiAnalyzers\"", Source.Read($"{Path.GetDirectoryName(project)}/packages.lock.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("RS0030", Source.Read(project), StringComparison.Ordinal);
    }

    [Fact]
    public void The_analyzer_reads_the_list_and_nothing_silences_it()
    {
        var properties = Source.Read("Directory.Build.props");

        Assert.Contains("BannedSymbols.txt", properties, StringComparison.Ordinal);
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", properties, StringComparison.Ordinal);
        Assert.DoesNotContain("RS0030", properties + Source.Read(".editorconfig") + Source.Read("tests/Directory.Build.props"), StringComparison.Ordinal);
    }

    /// <summary>As the tests in a browser have it, which the solution builds too: here nothing else needs it.</summary>
    private static Assembly Playwright => Assembly.LoadFrom(
        Path.Combine(AppContext.BaseDirectory.Replace("/tests/Architecture/", "/tests/Browser/", StringComparison.Ordinal), "Microsoft.Playwright.dll"));

    private static string[] Included(XDocument file, string item) =>
        [.. file.Descendants(item).Select(reference => reference.Attribute("Include")!.Value).Order(StringComparer.Ordinal)];

    private static string[] BannedSymbols() =>
        [.. Source.Read("BannedSymbols.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(';')[0])];

    /// <param name="symbol">Such as <c>M:System.Guid.NewGuid</c>.</param>
    private static bool Exists(string symbol)
    {
        var (path, parameters) = symbol[2..].TrimEnd(')').Split('(') is [var name, var types] ? (name, types) : (symbol[2..], "");
        var dot = path.LastIndexOf('.');
        var assembly = path.StartsWith("Microsoft.Playwright.", StringComparison.Ordinal) ? Playwright : typeof(object).Assembly;
        var members = assembly.GetType(path[..dot])?.GetMember(path[(dot + 1)..], BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance) ?? [];
        return members.Any(member => member is not MethodBase method || string.Join(',', method.GetParameters().Select(each => NameOf(each.ParameterType))) == parameters);
    }

    /// <summary>As the list has it: <c>System.Func{System.String,System.Boolean}</c>.</summary>
    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Namespace}.{type.Name.Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(NameOf))}}}"
        : type.FullName!;
}
