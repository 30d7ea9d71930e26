using System.Collections.Concurrent;

namespace Xtablo.Browser.Tests;

/// <summary>Sees when a text does something instead of being read. What a page asks other sites, and its errors, every test of a browser sees.</summary>
internal sealed class Intrusions
{
    private const string NamedInAWindow = "mark => mark in window";

    // The tags and attributes of a row, each with what its value may be. Nothing that was typed is in them.
    private const string WrongInRows = """
        () => {
          const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.source;
          const number = /[0-9]+/.source;
          const allowed = {
            LI: { id: `message-${id}`, class: "row( goes-on| begins-day)?", "data-number": number, "data-revision": number, "data-author": id, "data-client-id": id, tabindex: "0|-1", value: number, dir: "auto" },
            I: { class: "face hue-[0-9]+", "aria-hidden": "true" },
            SPAN: { class: "hljs-[a-z_ -]+|lines", tabindex: "-1" },
            DIV: { class: "body( large)?", "hx-ignore": "" },
            P: { class: "who", dir: "auto" },
            BDI: {},
            A: { href: `discussion/messages/${id}|https?://.+|mailto:.+`, tabindex: "-1", rel: "nofollow noopener noreferrer ugc" },
            BR: {}, STRONG: {}, EM: {}, DEL: {}, PRE: {}, CODE: { class: "language-[a-z][a-z0-9+#-]*", tabindex: "-1" },
            BLOCKQUOTE: { dir: "auto" }, UL: { dir: "auto" }, OL: { dir: "auto", start: number },
            BUTTON: { class: "copy-code|day", type: "button", tabindex: "-1" },
            TIME: { datetime: "[-0-9T:.Z+]+", title: "[-0-9A-Za-z,:. ]+", "data-clock": "[0-9A-Z:\\u202f ]+" },
          };
          const wrong = [];
          for (const element of document.querySelectorAll("#rows *")) {
            const attributes = allowed[element.tagName];
            if (!attributes || (element.matches("bdi, .face") && element.childElementCount > 0)) {
              wrong.push(element.outerHTML.slice(0, 200));
            }
            for (const { name, value } of element.attributes) {
              if (!attributes?.[name] && attributes?.[name] !== "" || !new RegExp(`^(${attributes[name]})$`).test(value)) {
                wrong.push(`${element.tagName} ${name}=${value.slice(0, 200)}`);
              }
            }
          }
          return wrong;
        }
        """;

    private readonly ConcurrentQueue<string> _seen = [];
    private readonly IPage _page;

    private Intrusions(IPage page) => _page = page;

    public static Intrusions On(IPage page)
    {
        var intrusions = new Intrusions(page);
        page.Dialog += (_, dialog) => intrusions.SeeAsync($"dialog {dialog.Message}", dialog.DismissAsync());
        page.Popup += (_, popup) => intrusions.SeeAsync($"popup {popup.Url}", popup.CloseAsync());
        page.Download += (_, download) => intrusions.SeeAsync($"download {download.Url}", download.CancelAsync());
        page.Context.Request += (_, request) =>
        {
            if (request.Url.Contains(HostileTexts.Mark, StringComparison.Ordinal) || request.Url.EndsWith("/sign-out", StringComparison.Ordinal))
            {
                intrusions._seen.Enqueue($"request {request.Url}");
            }
        };
        return intrusions;
    }

    /// <summary>What has happened until now, and what is in the rows that no row has.</summary>
    public async Task<IReadOnlyList<string>> SeenAsync()
    {
        var named = await _page.EvaluateAsync<bool>(NamedInAWindow, HostileTexts.Mark);
        var wrong = await _page.EvaluateAsync<string[]>(WrongInRows);
        return [.. _seen, .. named ? ["script"] : (string[])[], .. wrong.Select(what => $"row {what}")];
    }

    private void SeeAsync(string what, Task end)
    {
        _seen.Enqueue(what);
        _ = end;
    }
}
