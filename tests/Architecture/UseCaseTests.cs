using System.Text.RegularExpressions;
using Xtablo.Application.Common;
using Xunit;

namespace Xtablo.Architecture.Tests;

/// <summary>What a person can do is tested under the name it has in the application.</summary>
public sealed partial class UseCaseTests
{
    public static TheoryData<string> Commands => new(typeof(ICommandHandler<,>).Assembly.GetExportedTypes()
        .Where(type => !type.IsGenericType)
        .SelectMany(type => type.GetInterfaces())
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ICommandHandler<,>))
        .Select(type => type.GenericTypeArguments[0].Name));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Each_command_has_a_test_class_of_its_name(string command) =>
        Assert.Contains($"{command}Tests", TestClasses(), StringComparer.Ordinal); // SignOutEverywhereTests would tell nothing of SignOut

    private static IEnumerable<string> TestClasses() => new[] { "tests/Application", "tests/Web" }
        .Where(folder => Directory.Exists(Path.Combine(Source.Root, folder)))
        .SelectMany(folder => Source.Files(folder, "*.cs"))
        .Select(Source.Read)
        .Where(text => text.Contains("[Fact", StringComparison.Ordinal) || text.Contains("[Theory", StringComparison.Ordinal))
        .SelectMany(text => TestClass().Matches(text), (_, match) => match.Groups["name"].Value);

    [GeneratedRegex(@"\bclass (?<name>\w+Tests)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestClass();
}
