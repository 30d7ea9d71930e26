using System.Text.RegularExpressions;
using Xunit;

namespace Xtablo.Architecture.Tests;

/// <summary>
/// What the content security policy would refuse, and htmx would have to evaluate, is not written in the first place; and
/// nothing that a page needs comes from another host.
/// </summary>
public sealed partial class ViewTests
{
    private static readonly (string Name, Regex Pattern)[] Forbidden =
    [
        ("inline script", InlineScript()),
        ("inline style", InlineStyle()),
        ("event attribute", EventAttribute()),
        ("evaluated by htmx", Evaluated()),
        ("another host", AnotherHost()),
    ];

    public static TheoryData<string> Views => new(Source.Files("src/Web", "*.cshtml"));

    public static TheoryData<string> ScriptsAndStyles =>
        new(Source.Files("src/Web/wwwroot", "*.js").Concat(Source.Files("src/Web/wwwroot", "*.css")));

    [Theory]
    [MemberData(nameof(Views))]
    public void A_view_holds_nothing_that_is_forbidden(string view) => Assert.Empty(FoundIn(WithoutComments(Source.Read(view))));

    [Theory]
    [MemberData(nameof(ScriptsAndStyles))]
    public void A_script_or_style_names_no_other_host(string file) => Assert.DoesNotMatch(AnotherHost(), Source.Read(file));

    [Theory]
    [InlineData("<script>alert(1)</script>", "inline script")]
    [InlineData("<script type=\"module\">\nstart();\n</script>", "inline script")]
    [InlineData("<script src=\"/a.js\">start();</script>", "inline script")]
    [InlineData("<p style=\"color: red\">", "inline style")]
    [InlineData("<style>p { color: red }</style>", "inline style")]
    [InlineData("<button onclick=\"go()\">", "event attribute")]
    [InlineData("<img src=\"/a.png\"\n     onerror = 'go()'>", "event attribute")]
    [InlineData("<form hx-on:submit=\"go()\">", "evaluated by htmx")]
    [InlineData("<form hx-vals='js:{a: 1}'>", "evaluated by htmx")]
    [InlineData("<a href=\"javascript:go()\">", "evaluated by htmx")]
    [InlineData("<a hx-trigger=\"click[event.ctrlKey]\">", "evaluated by htmx")]
    [InlineData("<script src=\"https://cdn.example.org/a.js\"></script>", "another host")]
    [InlineData("<link rel=\"stylesheet\" href=\"//cdn.example.org/a.css\">", "another host")]
    [InlineData("<div class=\"a\" hx-get='http://example.org/'>", "another host")]
    [InlineData("@import url(//cdn.example.org/a.css);", "another host")]
    [InlineData("import \"https://cdn.example.org/a.js\";", "another host")]
    public void What_is_forbidden_is_found(string text, string name) => Assert.Equal([name], FoundIn(text), StringComparer.Ordinal);

    [Theory]
    [InlineData("<script src=\"@Assets[\"js/page/app.js\"]\" type=\"module\"></script>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\">")]
    [InlineData("<a href=\"/tablos\" hx-trigger=\"click\" data-once=\"1\">")]
    public void What_is_allowed_is_not(string text) => Assert.Empty(FoundIn(text));

    private static IEnumerable<string> FoundIn(string text) => Forbidden.Where(rule => rule.Pattern.IsMatch(text)).Select(rule => rule.Name);

    private static string WithoutComments(string view) => RazorComment().Replace(view, "");

    [GeneratedRegex("""<script(?![^>]*\ssrc\s*=)|<script\b[^>]*>\s*[^<\s]""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex InlineScript();

    [GeneratedRegex("""<style\b|\sstyle\s*=""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex InlineStyle();

    [GeneratedRegex("""<[^@>]*\son[a-z]+\s*=|^\s*on[a-z]+\s*=\s*["']""", RegexOptions.IgnoreCase | RegexOptions.Multiline, 1000)]
    private static partial Regex EventAttribute();

    [GeneratedRegex("""\bhx-on\b|["'{,\s](?:js|javascript):|hx-trigger\s*=\s*["'][^"']*\[""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Evaluated();

    // The address of the SVG namespace is a name and is never fetched.
    [GeneratedRegex("""(?:https?|wss?)://(?!www\.w3\.org/)|["'(=]\s*//[a-z0-9]""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AnotherHost();

    [GeneratedRegex("""@\*.*?\*@""", RegexOptions.Singleline, 1000)]
    private static partial Regex RazorComment();
}
