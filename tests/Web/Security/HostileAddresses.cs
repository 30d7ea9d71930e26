namespace Xtablo.Web.Tests.Security;

/// <summary>Addresses that look like one of ours, at least to some, and would lead elsewhere.</summary>
internal static class HostileAddresses
{
    private const string Host = "evil.example";

    // What has been taken for the slash that begins a path, by a browser, a proxy or a check.
    private static readonly string[] Beginnings =
    [
        "//", "///", "////", "/\\", "\\/", "\\\\", "\\", "/\\/", "/\\\\", "//\\", "\\//", "/ /", "/\t/", "/\n/", "/\r/", "/\r\n/", "\t//", "\n//", " //", "\0//",
        "/\0/", "/\u0001/", "/\u000B/", "/\u000C/", "/\u00A0/", "/\u0085/", "/\u2028/", "/\u3000/", "/\u200B/", "/\u00AD/", "/\uFEFF/",
        "/\u2215", "/\u2044", "/\uFF0F", "\uFF0F\uFF0F", "\u2215\u2215", "/\uFF3C", "/\u29F8", "/\u3003", "\u3002\u3002",
        "/%2f", "/%2F", "%2f%2f", "%2F/", "/%5c", "%5c%5c", "/%09/", "/%0a/", "/%0d%0a/", "/%00/", "%09//", "%20//", "/%252f", "/%c0%af", "/%e0%80%af", "/..//", "/.//", "/./\\", "~//", "~/\\", "~", ".//", "../..//",
        "http://", "https://", "HTTP://", "hTTps:\\\\", "http:/", "http:", "https:", "http:///", "http:\\\\", "http:/\\", "://", ":///", "ftp://", "ws://", "blob:http://", "view-source:http://",
        "\thttp://", "h\nttp://", "ht\ttp://", "http\r://", "\u0001http://", "//@", "//:@", "/@", "//user@", "//user:word@", "//localhost@", "//localhost:80@", "http://localhost@", "http://localhost\\@",
        "//localhost.", "http://localhost.", "//localhost%00.", "//localhost%2e", "//localhost%40", "//localhost#@", "//localhost?@", "//localhost\\.", "http://[::1]@", "//[::ffff:127.0.0.1]@", "?//", "#//", ";//", "&//", "=//",
    ];

    private static readonly string[] Endings = [Host, $"{Host}/tablos", $"{Host}%2f..", $"{Host}?returnUrl=/tablos"];

    private static readonly string[] Others =
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)", "\u0001javascript:alert(1)", " javascript:alert(1)", "javascript://%0aalert(1)", "javascript:/\"/+alert(1)//",
        "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "vbscript:msgbox(1)", "file:///etc/passwd", "about:blank", "mailto:x@evil.example", "intent://x#Intent;end",
        "/tablos\r\nSet-Cookie: x=y", "/tablos\r\n\r\n<script>alert(1)</script>", "/tablos%0d%0aSet-Cookie:%20x=y", "/tablos\nLocation: //evil.example", "/tablos\u560d\u560aSet-Cookie: x=y", "/tablos\u0000", "/tablos\u007f", "/tablos/\ud83d\ude00",
        "//2130706433", "//0x7f.1", "//evil\u3002example", "//\u2460\u2461.example", "//ⓔⓥⓘⓛ.example", "/sign-in?returnUrl=//evil.example\r\n", "tablos", "../tablos", "", " ", "/ ", "//", "/\\",
    ];

    public static IReadOnlyList<string> All { get; } = [.. Beginnings.SelectMany(beginning => Endings.Select(ending => beginning + ending)), .. Others];
}
