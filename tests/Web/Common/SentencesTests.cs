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

    public static TheoryData<string> Codes() => [.. Read("*.cs", Code()).Where(code => code is not ("discussion.not-a-member" or "message.unknown" or "member.unknown" or "invitation.unusable")).Distinct()]; // answered as not found, never said

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
        Assert.True(Codes().Count >= 15);
        Assert.True(Texts().Count >= 40);
    }

    // The neutral resources are English; a language's own are asked without falling back to them.
    private static string? In(string language, string key) => SetOf(language).GetString(key);

    private static ResourceSet SetOf(string language) => Sentences.GetResourceSet(
        language == "en" ? CultureInfo.InvariantCulture : new CultureInfo(language), createIfNotExists: true, tryParents: false)!;

    private static IEnumerable<string> KeysIn(string language) => SetOf(language).Cast<DictionaryEntry>().Select(entry => (string)entry.Key);

    private static IEnumerable<string> Read(string files, Regex pattern) => Directory.EnumerateFiles(Source, files, SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
        .SelectMany(file => pattern.Matches(File.ReadAllText(file)).SelectMany(match => match.Groups["key"].Captures.Select(capture => capture.Value)))
        .SelectMany(key => key.StartsWith("{rule}", StringComparison.Ordinal)
            ? new[] { "name", "tablo-name", "invitation-label", "token-label" }.Select(rule => key.Replace("{rule}", rule, StringComparison.Ordinal))
            : [key]);

    [GeneratedRegex("(new RefusedException\\(\\$?\"(?<key>[^\"]+)\"|new\\(StatusCodes\\.\\w+, \"(?<key>[^\"]+)\")", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Code();

    [GeneratedRegex("\\b(T|sentences)\\[\"(?<key>[^\"]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Text();

    [GeneratedRegex("=> \\(\"(?<key>[^\"]+)\", \"(?<key>[^\"]+)\"\\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex StatusText();
}
