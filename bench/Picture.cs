using System.Globalization;
using System.Net;

namespace Xtablo.Bench;

/// <summary>What pictures of figures have in common: their width, their letters, and colours for light and dark.</summary>
internal static class Picture
{
    public const int Width = 760;

    /// <param name="style">Of what this one has besides: <c>.t</c> is a title, <c>.h</c> a hint.</param>
    /// <param name="darkStyle">The same where it is dark.</param>
    public static string Of(int height, string style, string darkStyle, string body) => string.Create(CultureInfo.InvariantCulture, $$"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{Width}} {{height}}" font-family="system-ui, sans-serif" font-size="13">
        <style>text{fill:#1d2433}.t{font-weight:600}.h{font-weight:400;fill:#667}{{style}}@media (prefers-color-scheme:dark){text{fill:#e6e9f0}.h{fill:#99a}{{darkStyle}}}</style>
        {{body}}</svg>

        """);

    public static string Text(string text) => WebUtility.HtmlEncode(text);
}
