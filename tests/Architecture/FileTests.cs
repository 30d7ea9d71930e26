using System.Text.RegularExpressions;
using Xunit;

namespace Xtablo.Architecture.Tests;

/// <summary>A type is found by its name: its namespace is its folder, and its file is called like the first type in it.</summary>
public sealed partial class FileTests
{
    /// <summary>Called in the plural, or after the type at their end, because they hold several of a kind.</summary>
    private static readonly string[] HoldSeveral =
    [
        "src/Domain/Discussions/Events.cs",                   // a line each
        "src/Web/Account/AccountForms.cs",                    // what the forms of a feature post
        "src/Web/Api/ApiModels.cs",                           // the JSON of the API
        "src/Web/Discussions/DiscussionModels.cs",            // what the views of a feature show
        "src/Web/SignIn/SignInForms.cs",
        "src/Web/Members/MemberModels.cs",
        "src/Web/Tablos/TabloModels.cs",
    ];

    // Migrations are written by a tool. Program has no namespace, so that tests can name it.
    public static TheoryData<string> Files => new(Source.Files("src", "*.cs")
        .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal) && !file.EndsWith("/Program.cs", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Files))]
    public void The_namespace_is_the_folder(string file)
    {
        var folder = Path.GetDirectoryName(file)!["src/".Length..].Replace('\\', '/');

        Assert.Equal($"Xtablo.{folder.Replace('/', '.')}", Namespace().Match(Source.Read(file)).Groups["name"].Value);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_file_is_called_like_its_first_type(string file)
    {
        // A part of a class is called like the class and the trait: Discussion.Members.cs.
        var isCalledSo = string.Equals(FirstTypeIn(Source.Read(file)), Path.GetFileName(file).Split('.')[0], StringComparison.Ordinal);

        // A file that no longer needs to be excused must not stay so.
        Assert.Equal(!HoldSeveral.Contains(file, StringComparer.Ordinal), isCalledSo);
    }

    [Fact]
    public void The_page_on_security_names_tests_that_there_are()
    {
        var tests = Source.Files("tests", "*.cs").Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
        var named = NamedTest().Matches(Source.Read("docs/security.md")).Select(match => match.Groups["name"].Value).ToList();

        Assert.True(named.Count > 40, "the tests were not found");
        Assert.DoesNotContain(named, name => !tests.Contains(name));
    }

    /// <summary>What is interpolated into FromSql, SqlQuery and ExecuteSql becomes a parameter; these, and a command of one's own, take text as it is.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void No_statement_is_put_together_from_text(string file) => Assert.DoesNotMatch(RawSql(), Source.Read(file));

    [Theory]
    [InlineData("db.Database.ExecuteSqlRawAsync($\"DELETE FROM {table}\")")]
    [InlineData("db.Messages.FromSqlRaw(sql)")]
    [InlineData("db.Database.SqlQueryRaw<int>(sql)")]
    [InlineData("command.CommandText = sql;")]
    [InlineData("new NpgsqlCommand(sql, connection)")]
    public void Such_a_statement_is_found(string text) => Assert.Matches(RawSql(), text);

    /// <summary>The compiler names the member that a switch over an enum lacks, as long as no arm takes all the rest.</summary>
    [Fact]
    public void No_switch_over_an_enum_of_kinds_discards_the_rest() =>
        Assert.DoesNotContain(Source.Files("src", "*.cs"), file => DiscardOfKinds().IsMatch(Source.Read(file)));

    [Theory]
    [InlineData("kind switch\n{\n    NoticeKind.Joined => \"joined\",\n    _ => \"made the owner\",\n}")]
    [InlineData("entry.Kind switch { LogEntryKind.Posted => 1, LogEntryKind.Edited => 2, _ => 3 }")]
    public void Such_a_switch_is_found(string text) => Assert.Matches(DiscardOfKinds(), text);

    [Fact]
    public void Each_excused_file_exists() => Assert.DoesNotContain(HoldSeveral, file => !File.Exists(Path.Combine(Source.Root, file)));

    [Theory]
    [InlineData("public enum Role { Owner }\n\n/// <summary>A class.</summary>\npublic sealed class Participant\n{\n}\n", "Participant")]
    [InlineData("internal readonly record struct Cursor(long Sequence);\n", "Cursor")]
    [InlineData("public enum Kind\n{\n}\n", "Kind")]
    [InlineData("internal static partial class RequestPipeline\n{\n    private sealed class Inner;\n}\n\npublic record Other;\n", "Pages")]
    public void The_first_type_is_found(string text, string name) => Assert.Equal(name, FirstTypeIn(text));

    /// <summary>An enum may stand before the type whose property it is.</summary>
    private static string? FirstTypeIn(string text)
    {
        var types = TypeAtTheMargin().Matches(text);
        var first = types.FirstOrDefault(type => type.Groups["kind"].Value is not "enum") ?? types.FirstOrDefault();
        return first?.Groups["name"].Value;
    }

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+Tests)[.`]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"\b(?:FromSqlRaw|SqlQueryRaw|ExecuteSqlRaw|ExecuteSqlRawAsync|CommandText|CreateCommand|NpgsqlCommand|SqliteCommand|NpgsqlBatchCommand)\b", RegexOptions.None, 1000)]
    private static partial Regex RawSql();

    [GeneratedRegex(@"switch\s*\{[^{}]*\b\w+Kind\.\w+[^{}]*\s_ =>", RegexOptions.None, 1000)]
    private static partial Regex DiscardOfKinds();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^((public|internal|file|sealed|static|abstract|partial|readonly|unsafe|ref) )*(?<kind>record struct|record class|record|class|struct|interface|enum|delegate \S+) (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex TypeAtTheMargin();
}
