using Deque.AxeCore.Commons;

namespace Xtablo.Browser.Tests;

/// <summary>What can be found of WCAG by looking at a page.</summary>
internal static class Accessibility
{
    // Its own way to run for Playwright opens one more page each time, to put together what it found in frames; there are none.
    private const string Violations = """
        async () => {
          const { violations } = await axe.run(document, { resultTypes: ["violations"] });
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
        }
        """;

    private static readonly Lazy<string> Axe = new(() => new BundledAxeScriptProvider().GetScript() + "\n;0");

    /// <summary>A page, as it is or of an address, has no violation and does not scroll sideways.</summary>
    public static async Task CheckAsync(IPage page, string? path = null)
    {
        if (path is not null)
        {
            await page.GotoAsync(path);
        }

        // A script of its own, which the policy would refuse; Playwright's evaluation is not bound by it.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Axe.Value);
        }

        var violations = await page.EvaluateAsync<string[]>(Violations);
        Assert.Equal((page.Url, ""), (page.Url, string.Join('\n', violations)));
        var sideways = await page.EvaluateAsync<int>("() => Math.max(...[document.documentElement, ...document.querySelectorAll('main, .log')].map(part => part.scrollWidth - part.clientWidth))");
        Assert.Equal((page.Url, 0), (page.Url, sideways));
    }
}
