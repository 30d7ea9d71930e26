namespace Xtablo.Infrastructure.Tests.Markup;

/// <summary>What hostile messages are put together from.</summary>
internal static class HostilePieces
{
    private static readonly string[] All =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>", "</p>", "</li></ul>",
        "<!--", "-->", "<![CDATA[", "&#106;avascript:", "&lt;", "&", "\"", "'", "<", ">", "> ", "- ", "* ", "1. ", "7) ", "\n",
        "\n\n", "    ", "\t", "```", "```\"onload=x\n", "~~~js\n", "`", "*", "**", "_", "__", "~~", "[", "]", "](", ")",
        "[x](javascript:alert(1))", "[x](https://a.example \"t\")", "![", "![x](data:text/html;base64,PHN2Zz4=)",
        "<javascript:alert(1)>", "<https://a.example/\">", "https://a.example/?q=<\"'>", "HTTPS://user@b.example",
        "www.a.example", "mailto:a@b.example", "@Ada", "@all", "@_ada_", ":tada:", "\\", "{onclick=alert(1)}",
        "[a]: https://b.example", "| a | b |\n|---|---|\n", "a", "b1", "é", "日本", "\u202E", "\u200B", "\0", "\f", "\u00A0",
        "\uFFFE", "😀", "\uD83D", "---\n",
    ];

    /// <summary>The same for the same seed.</summary>
    public static string Message(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => All[random.Next(All.Length)]));
}
