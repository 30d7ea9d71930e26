using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Tests.Common;

public sealed partial class SentencesTests
{
    private static readonly ResourceManager Sentences = new(typeof(Sentences));

    private static readonly string Source = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src"));

    /// <summary>Answered as not found, never said.</summary>
    private static readonly string[] NeverSaid = ["discussion.not-a-member", "message.unknown", "member.unknown", "invitation.unusable"];

    /// <summary>Names that OpenTelemetry gives, which look like codes.</summary>
    private static readonly string[] Tags = ["http.route", "error.type", "url.scheme", "cpu.mode"];

    public static TheoryData<string> Codes() => [.. Read("*.cs", Code()).Concat(CodesOfNames()).Except([.. NeverSaid, .. Tags], StringComparer.Ordinal)];

    public static TheoryData<string> Texts() => [.. Read("*.cshtml", Text()).Concat(Read("*.cs", Text())).Concat(Read("Status.cshtml", StatusText())).Distinct()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_broken_rule_has_a_sentence_in_each_language(string code)
    {
        Assert.False(string.IsNullOrEmpty(In("en", code)));
        Assert.False(string.IsNullOrEmpty(In("fr", code)));
        Assert.NotEqual(In("en", code), In("fr", code));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_text_of_a_page_is_translated(string text) => Assert.False(string.IsNullOrEmpty(In("fr", text)));

    [Fact]
    public void Every_translated_text_is_used() =>
        Assert.Empty(KeysIn("fr").Except(KeysIn("en")).Except(Texts().Select(text => text.Data)));

    [Fact]
    public void The_codes_and_texts_were_found()
    {
        Assert.True(Codes().Count >= 50, $"only {Codes().Count} codes");
        Assert.True(Texts().Count >= 40, $"only {Texts().Count} texts");
        Assert.Superset(
            new HashSet<string>(["token-label.too-long", "name.empty", "invitation.uses", "sign-in.over", "form.stale"], StringComparer.Ordinal),
            Codes().Select(code => code.Data).ToHashSet(StringComparer.Ordinal));
    }

    // The neutral resources are English; a language's own are asked without falling back to them.
    private static string? In(string language, string key) => SetOf(language).GetString(key);

    private static ResourceSet SetOf(string language) => Sentences.GetResourceSet(
        language == "en" ? CultureInfo.InvariantCulture : new CultureInfo(language), createIfNotExists: true, tryParents: false)!;

    private static IEnumerable<string> KeysIn(string language) => SetOf(language).Cast<DictionaryEntry>().Select(entry => (string)entry.Key);

    private static IEnumerable<string> Read(string files, Regex pattern) => Directory.EnumerateFiles(Source, files, SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
        .SelectMany(file => pattern.Matches(File.ReadAllText(file)).SelectMany(match => match.Groups["key"].Captures.Select(capture => capture.Value)));

    /// <summary>What can be wrong with a name, of each kind of name that there is.</summary>
    private static IEnumerable<string> CodesOfNames() =>
        from kind in Read("*.cs", KindOfName())
        from wrong in Read("OneLine.cs", WrongWithAName())
        select $"{kind}.{wrong}";

    // Words with a dot between them are the code of a refusal, wherever they stand; those of Xtablo's own are files and figures.
    [GeneratedRegex("\"(?<key>(?!xtablo\\.)[a-z][a-z-]*\\.[a-z][a-z-]*)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Code();

    [GeneratedRegex("OneLine\\.From\\(\\w+, \"(?<key>[^\"]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex KindOfName();

    [GeneratedRegex("\\{rule\\}\\.(?<key>[a-z-]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex WrongWithAName();

    [GeneratedRegex("\\b(T|sentences)\\[\"(?<key>[^\"]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Text();

    [GeneratedRegex("=> \\(\"(?<key>[^\"]+)\", \"(?<key>[^\"]+)\"\\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex StatusText();
}
