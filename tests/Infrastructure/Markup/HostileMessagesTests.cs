using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace Xtablo.Infrastructure.Tests.Markup;

/// <summary>
/// Whatever is typed, a page gets the few elements and attributes of the contract. A sanitizer that others wrote is asked too:
/// it finds nothing to take away.
/// </summary>
public sealed class HostileMessagesTests
{
    private const int Messages = 20_000;

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["p"] = ["dir"],
        ["ul"] = ["dir"],
        ["blockquote"] = ["dir"],
        ["ol"] = ["dir", "start"],
        ["li"] = ["dir", "value"],
        ["br"] = [],
        ["strong"] = [],
        ["em"] = [],
        ["del"] = [],
        ["pre"] = [],
        ["code"] = ["class"],
        ["a"] = ["href", "rel"],
        ["span"] = ["class", "data-account", "dir"],
    };

    private static readonly HtmlSanitizer Sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(Allowed.Keys, StringComparer.Ordinal),
        AllowedAttributes = new HashSet<string>(Allowed.Values.SelectMany(names => names), StringComparer.Ordinal),
        AllowedSchemes = new HashSet<string>(["http", "https", "mailto"], StringComparer.Ordinal),
        UriAttributes = new HashSet<string>(["href"], StringComparer.Ordinal),
    });

    private static readonly Lazy<List<(string Typed, string Html)>> Rendered = new(RenderAll);

    private readonly IElement _body = new HtmlParser().ParseDocument("<body>").Body!;

    [Fact]
    public void A_sanitizer_changes_nothing_in_any()
    {
        foreach (var (typed, html) in Rendered.Value)
        {
            Assert.True(Parsed(html).InnerHtml == Sanitizer.Sanitize(html), $"{typed}\n{html}\n{Sanitizer.Sanitize(html)}");
        }
    }

    [Fact]
    public void Only_the_elements_and_attributes_of_a_row_come_out()
    {
        foreach (var (typed, html) in Rendered.Value)
        {
            Assert.All(Parsed(html).QuerySelectorAll("*"),
                element => Assert.True(IsAllowed(element), $"{typed}\n{element.OuterHtml}"));
        }
    }

    [Fact]
    public void Each_is_well_formed_and_shows_something()
    {
        foreach (var (typed, html) in Rendered.Value.Where(message => message.Typed.Any(char.IsAsciiLetterOrDigit)))
        {
            Assert.True(Parsed(html).TextContent.Any(c => !char.IsWhiteSpace(c)), typed);
            Assert.Equal(html.Split("<p ").Length, html.Split("</p>").Length);
            Assert.DoesNotContain("\0", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Something_is_marked_in_many_of_them() // or they would show nothing of the marks
    {
        var all = string.Concat(Rendered.Value.Select(message => message.Html));

        Assert.All(Allowed.Keys, element => Assert.True(all.Split($"<{element}").Length > 100, element));
    }

    private static List<(string Typed, string Html)> RenderAll()
    {
        var random = new Random(20261126);
        var typed = Enumerable.Range(0, Messages).Select(_ => HostilePieces.Message(random));
        return [.. typed.Select(text => (text, Chat.Render(text).Html))];
    }

    private IElement Parsed(string html)
    {
        _body.InnerHtml = html;
        return _body;
    }

    private static bool IsAllowed(IElement element) =>
        Allowed.TryGetValue(element.LocalName, out var attributes)
        && element.Attributes.All(attribute => attributes.Contains(attribute.Name) && HasAllowedValue(element, attribute))
        && (element.LocalName is not ("a" or "span" or "p" or "li") || element.Attributes.Length >= attributes.Length - 1);

    private static bool HasAllowedValue(IElement element, IAttr attribute) => (element.LocalName, attribute.Name) switch
    {
        (_, "dir") => attribute.Value is "auto",
        (_, "rel") => attribute.Value is "nofollow noopener noreferrer ugc",
        ("span", "class") => attribute.Value is "mention",
        ("code", "class") => attribute.Value.StartsWith("language-", StringComparison.Ordinal) && !attribute.Value.Contains(' '),
        (_, "start" or "value") => attribute.Value.All(char.IsAsciiDigit),
        (_, "data-account") => attribute.Value is "all" || Guid.TryParse(attribute.Value, out _),
        (_, "href") => attribute.Value.StartsWith("http://", StringComparison.Ordinal)
            || attribute.Value.StartsWith("https://", StringComparison.Ordinal)
            || attribute.Value.StartsWith("mailto:", StringComparison.Ordinal),
        _ => false,
    };
}
