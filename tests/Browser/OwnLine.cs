using System.Text.RegularExpressions;

namespace Xtablo.Browser.Tests;

/// <summary>
/// A tab without a worker: the code that otherwise runs in the worker runs in the page, where a test gets between it and
/// the server, which is the real one.
/// </summary>
internal static partial class OwnLine
{
    private const string Script = """
        delete window.SharedWorker;
        window.lines = []; // the address of each
        window.losing = 0; // so many of the next messages do not arrive; before "ready" whatever is left out was overtaken
        window.forge = (address) => address; // once
        window.EventSource = class extends EventSource {
          constructor(address) {
            super(window.forge(address));
            window.forge = (address) => address;
            window.lines.push(address);
            window.line = this;
          }
          addEventListener(name, hear) {
            super.addEventListener(name, (event) => {
              if (window.deafOn === this) {
                return;
              }
              this.isReady ||= name === "ready";
              if (name === "message" && this.isReady && window.losing > 0) {
                window.losing -= 1;
              } else {
                hear(event);
              }
            });
          }
        };
        """;

    public static Task OwnLinesAsync(this IBrowserContext browser) => browser.AddInitScriptAsync(Script);

    public static Task<string[]> LinesAsync(this IPage page) => page.EvaluateAsync<string[]>("() => lines");

    /// <summary>The line breaks, and nobody is told.</summary>
    public static Task BreakLineAsync(this IPage page) => page.EvaluateAsync("() => { window.deafOn = line; }");

    public static Task LoseAsync(this IPage page, int messages) => page.EvaluateAsync("messages => { window.losing = messages; }", messages);

    /// <summary>The browser says that it is back, until there is another line: one that has just begun is good enough.</summary>
    public static async Task ComeBackAsync(this IPage page)
    {
        var before = (await page.LinesAsync()).Length;
        await page.WaitForFunctionAsync("before => { dispatchEvent(new Event('online')); return lines.length > before; }", before);
    }

    /// <summary>The cursor with which a line began.</summary>
    public static string After(string line) => Cursor().Match(line).Value;

    [GeneratedRegex("after=[^&]+", RegexOptions.None, 1000)]
    private static partial Regex Cursor();
}
