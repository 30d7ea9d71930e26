using System.Collections.Concurrent;
using System.Text.Json;

namespace Xtablo.Browser.Tests;

/// <summary>What the pages of a test showed and still waited for when it failed: what fails once in a thousand runs is not seen again.</summary>
internal sealed class WhatWasThere
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5); // a page that hangs says nothing
    private readonly ConcurrentDictionary<IRequest, string> _unanswered = new();
    private readonly ConcurrentQueue<string> _answered = new();

    public void Watch(IBrowserContext context)
    {
        context.Request += (_, request) => _unanswered[request] = $"{request.Method} {request.Url}";
        context.Response += (_, response) =>
        {
            _unanswered.TryRemove(response.Request, out var asked);
            _answered.Enqueue($"{asked} {response.Status}");
        };
        context.RequestFailed += (_, request) =>
        {
            _unanswered.TryRemove(request, out var asked);
            _answered.Enqueue($"{asked} {request.Failure}");
        };
    }

    public async Task<string> TellAsync(IEnumerable<IPage> pages) => $"""
        Asked last: {string.Join("; ", _answered.TakeLast(12))}
        Not answered: {string.Join("; ", _unanswered.Values)}
        {string.Join('\n', await Task.WhenAll(pages.Select(TellAsync)))}
        """;

    private static async Task<string> TellAsync(IPage page)
    {
        try
        {
            var shown = await page.EvaluateAsync<string>("""
                () => [document.readyState, document.visibilityState, document.activeElement?.outerHTML.slice(0, 200),
                  [...document.querySelectorAll("dialog[open]")].map((dialog) => dialog.innerText), document.body.innerText.slice(0, 1000)]
                  .map((part) => JSON.stringify(part)).join(" ")
                """).WaitAsync(Patience);
            return $"{page.Url}: {shown}";
        }
        catch (Exception silent) when (silent is TimeoutException or PlaywrightException or JsonException)
        {
            return $"{page.Url} says nothing: {silent.Message}";
        }
    }
}
