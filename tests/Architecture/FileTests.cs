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
        "src/Web/Later/LaterModels.cs",
        "src/Web/SignIn/SignInForms.cs",
        "src/Web/Members/MemberModels.cs",
        "src/Web/Tablos/TabloModels.cs",
    ];

    // Migrations and models are written by a tool. Program has no namespace, so that tests can name it.
    private static readonly string[] Files = [.. Source.Files("src", "*.cs")
        .Where(file => !Source.IsWrittenByATool(file) && !file.EndsWith("/Program.cs", StringComparison.Ordinal))];

    [Fact]
    public void The_files_were_found() => Assert.True(Files.Length > 200, $"there are only {Files.Length}");

    [Fact]
    public void The_namespace_is_the_folder() => Offenders.AreNone(Files
        .Where(file => !string.Equals(NamespaceIn(Source.Read(file)), NamespaceFor(file), StringComparison.Ordinal)));

    [Fact]
    public void The_file_is_called_like_its_first_type() => Offenders.AreNone(Files
        .Where(file => !IsCalledLikeItsFirstType(file) && !HoldSeveral.Contains(file, StringComparer.Ordinal)));

    [Fact]
    public void A_file_that_need_not_be_excused_is_not() => Offenders.AreNone(HoldSeveral.Where(IsCalledLikeItsFirstType));

    [Fact]
    public void The_page_on_security_names_tests_that_there_are()
    {
        var tests = Source.Files("tests", "*.cs").Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
        var named = NamedTest().Matches(Source.Read("docs/security.md")).Select(match => match.Groups["name"].Value).ToList();

        Assert.True(named.Count > 40, "the tests were not found");
        Assert.DoesNotContain(named, name => !tests.Contains(name));
    }

    /// <summary>
    /// What is interpolated into FromSql, SqlQuery and ExecuteSql becomes a parameter; these, and a command of one's own, take text as it is.
    /// Where a file makes commands in one place that expects a constant, the compiler sees to it (CA1857).
    /// </summary>
    [Fact]
    public void No_statement_is_put_together_from_text() => Offenders.AreNone(Files
        .Where(file => RawSql().IsMatch(Source.Read(file)) && !Source.Read(file).Contains("[ConstantExpected] string sql", StringComparison.Ordinal)));

    [Theory]
    [InlineData("db.Database.ExecuteSqlRawAsync($\"DELETE FROM {table}\")")]
    [InlineData("db.Messages.FromSqlRaw(sql)")]
    [InlineData("db.Database.SqlQueryRaw<int>(sql)")]
    [InlineData("command.CommandText = sql;")]
    [InlineData("command.CommandText = $\"DELETE FROM {table}\";")]
    [InlineData("command.CommandText = \"DELETE FROM \" + table;")]
    [InlineData("new NpgsqlCommand(sql, connection)")]
    public void Such_a_statement_is_found(string text) => Assert.Matches(RawSql(), text);

    [Fact]
    public void One_that_is_always_the_same_may_be_sent() => Assert.DoesNotMatch(RawSql(), "command.CommandText = \"SELECT 1\";");

    /// <summary>The compiler names the member that a switch over an enum lacks, as long as no arm takes all the rest.</summary>
    [Fact]
    public void No_switch_over_an_enum_of_kinds_discards_the_rest() =>
        Offenders.AreNone(Source.Files("src", "*.cs").Where(file => DiscardOfKinds().IsMatch(Source.Read(file))));

    [Theory]
    [InlineData("kind switch\n{\n    NoticeKind.Joined => \"joined\",\n    _ => \"made the owner\",\n}")]
    [InlineData("entry.Kind switch { LogEntryKind.Posted => 1, LogEntryKind.Edited => 2, _ => 3 }")]
    public void Such_a_switch_is_found(string text) => Assert.Matches(DiscardOfKinds(), text);

    [Theory]
    [InlineData("src/Domain/Accounts/Account.cs", "Xtablo.Domain.Accounts")]
    [InlineData("src/Web/A/B/C.cs", "Xtablo.Web.A.B")]
    public void The_namespace_that_a_file_is_to_have_follows_its_path(string file, string name) => Assert.Equal(name, NamespaceFor(file));

    [Theory]
    [InlineData("using System;\n\nnamespace Xtablo.Domain.Accounts;\n\npublic enum Kind;\n", "Xtablo.Domain.Accounts")]
    [InlineData("public enum Kind;\n", "")]
    public void The_namespace_is_found(string text, string name) => Assert.Equal(name, NamespaceIn(text));

    [Fact]
    public void Each_excused_file_exists() => Assert.DoesNotContain(HoldSeveral, file => !File.Exists(Path.Combine(Source.Root, file)));

    [Theory]
    [InlineData("public enum Role { Owner }\n\n/// <summary>A class.</summary>\npublic sealed class Participant\n{\n}\n", "Participant")]
    [InlineData("internal readonly record struct Cursor(long Sequence);\n", "Cursor")]
    [InlineData("public enum Kind\n{\n}\n", "Kind")]
    [InlineData("internal static partial class RequestPipeline\n{\n    private sealed class Inner;\n}\n\npublic record Other;\n", "RequestPipeline")]
    public void The_first_type_is_found(string text, string name) => Assert.Equal(name, FirstTypeIn(text));

    private static string NamespaceFor(string file) => $"Xtablo.{Path.GetDirectoryName(file)!["src/".Length..].Replace('\\', '/').Replace('/', '.')}";

    private static string NamespaceIn(string text) => Namespace().Match(text).Groups["name"].Value;

    /// <summary>A part of a class is called like the class and the trait: Discussion.Members.cs.</summary>
    private static bool IsCalledLikeItsFirstType(string file) =>
        string.Equals(FirstTypeIn(Source.Read(file)), Path.GetFileName(file).Split('.')[0], StringComparison.Ordinal);

    /// <summary>An enum may stand before the type whose property it is.</summary>
    private static string? FirstTypeIn(string text)
    {
        var types = TypeAtTheMargin().Matches(text);
        var first = types.FirstOrDefault(type => type.Groups["kind"].Value is not "enum") ?? types.FirstOrDefault();
        return first?.Groups["name"].Value;
    }

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+Tests)[.`]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"\b(?:FromSqlRaw|SqlQueryRaw|ExecuteSqlRaw|ExecuteSqlRawAsync|CommandText(?! = ""[^""]*"";)|NpgsqlCommand|SqliteCommand|NpgsqlBatchCommand)\b", RegexOptions.None, 1000)]
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
