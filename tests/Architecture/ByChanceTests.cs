using System.Text.RegularExpressions;
using Xunit;

namespace Xtablo.Architecture.Tests;

/// <summary>A page is full of ids and keys that differ with each run: a short text that must not be there may be part of one of them by chance.</summary>
public sealed partial class ByChanceTests
{
    [Fact]
    public void What_must_not_be_there_is_not_what_an_id_or_a_key_may_hold() => Offenders.AreNone(Source.Files("tests/Web", "*.cs")
        .SelectMany(file => MustNotBeThere().Matches(Source.Read(file)).Select(match => $"{file}: {match.Value}")));

    [Theory]
    [InlineData("DoesNotContain(\"7431\", page", true)]          // an id is hexadecimal
    [InlineData("DoesNotContain(\"01a2cafe\", page", true)]
    [InlineData("DoesNotContain(\"Cyd\", page", true)]           // a key is base64url
    [InlineData("DoesNotContain(\"marmalade\", page", false)]
    [InlineData("DoesNotContain(\"</ol>\", page", false)]
    public void It_is_recognised(string assertion, bool recognised) => Assert.Equal(recognised, MustNotBeThere().IsMatch(assertion));

    [GeneratedRegex("""DoesNotContain\("([0-9a-f]{1,8}|[\w-]{1,4})",""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MustNotBeThere();
}
