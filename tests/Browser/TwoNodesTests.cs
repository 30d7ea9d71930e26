using System.Globalization;

namespace Xtablo.Browser.Tests;

/// <summary>Two browsers of one team, each at a node of its own; where its node is gone, the way leads a browser to the other.</summary>
public sealed class TwoNodesTests(RunningXtablo xtablo) : BrowserTest(xtablo), IAsyncLifetime
{
    private static readonly string[] Thirty = [.. Enumerable.Range(1, 30).Select(i => $"Message {i}")];

    private readonly PostgresApp _first = new() { Settings = { ["Xtablo:Backplane"] = "postgres" } };
    private readonly List<Line> _ways = [];
    private ProgramProcess? _second;

    private ProgramProcess Second => _second!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await base.InitializeAsync();
        await _first.InitializeAsync();
        _first.ServeOnSocket();
        await _first.SignedInAsync("First"); // the set-up is over
        _second = ProgramProcess.Start(new()
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["ConnectionStrings__Xtablo"] = _first.Database.ConnectionString,
            ["Xtablo__DataDirectory"] = Directory.CreateDirectory(Path.Combine(_first.DataDirectory, "second")).FullName,
            ["Xtablo__RateLimits__Enabled"] = "false",
            ["Xtablo__Backplane"] = "postgres",
        });
        var (one, other) = (_first.Address, $"{await Second.AddressAsync()}");
        _ways.AddRange([new(one, other), new(other, one)]);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var way in _ways)
        {
            await way.DisposeAsync();
        }

        await (_second?.DisposeAsync() ?? default);
        await _first.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_said_in_one_is_seen_in_the_other_once_and_in_its_order()
    {
        var (ada, bob) = await TeamAsync();
        await NoteWhenAsync(ada, bob);

        foreach (var text in Thirty)
        {
            await SayAsync(ada, text);
        }

        await Assertions.Expect(bob.Locator("#rows .body")).ToHaveTextAsync(Thirty);
        await WriteAsync(bob, ["And", "back", "again"]);

        string[] all = [.. Thirty, "And", "back", "again"];
        await Assertions.Expect(ada.Locator("#rows .body")).ToHaveTextAsync(all);
        await Assertions.Expect(bob.Locator("#rows .body")).ToHaveTextAsync(all);
        var (sent, seen) = (await ada.EvaluateAsync<double[]>("() => sent"), await bob.EvaluateAsync<double[]>("() => seen"));
        var took = seen.Zip(sent, (there, here) => there - here).Take(Thirty.Length).Skip(20).Order().ToList(); // warm by then
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"From Enter to the row in the other browser: {took[took.Count / 2]:F0} ms, at most {took[^1]:F0} ms"));
    }

    [Fact]
    public async Task When_its_node_is_killed_a_browser_goes_on_at_the_other_loses_nothing_and_need_not_sign_in()
    {
        Expected.AddRange(["ERR_", "htmx:error"]);
        var (ada, bob) = await TeamAsync();
        await SayAsync(bob, "Before");
        await Assertions.Expect(ada.Locator("#rows .body")).ToHaveTextAsync(["Before"]);
        var discussion = bob.Url;

        await Second.KillAsync();
        var killed = TimeProvider.System.GetTimestamp();
        await WriteAsync(bob, "Into the void");
        await Assertions.Expect(ada.Locator("#rows .body")).ToHaveTextAsync(["Before", "Into the void"]);
        await SayAsync(ada, "Meanwhile");

        await Assertions.Expect(bob.Locator("#rows .body")).ToHaveTextAsync(["Before", "Into the void", "Meanwhile"]);
        var took = TimeProvider.System.GetElapsedTime(killed);
        await LiveAsync(bob);
        await Assertions.Expect(Pending(bob)).ToHaveCountAsync(0);
        Assert.Equal(discussion, bob.Url);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"From the kill to what was said there and here meanwhile: {took.TotalMilliseconds:F0} ms"));
    }

    /// <summary>Ada at the first node and Bob at the second, both in a discussion of theirs.</summary>
    private async Task<(IPage Ada, IPage Bob)> TeamAsync()
    {
        var (ada, bob) = (await _first.SignedInAsync("Ada Lovel"), await _first.SignedInAsync("Bob Byron"));
        var discussion = await ada.CreateTabloAsync();
        await ada.AdmitAsync(discussion, bob);
        return (await OpenAsync(_ways[0].Address, ada, discussion), await OpenAsync(_ways[1].Address, bob, discussion));
    }

    /// <summary>Notes when one page sends, and when rows come to the other, by the clock that both have.</summary>
    private static async Task NoteWhenAsync(IPage sender, IPage other)
    {
        await sender.EvaluateAsync("""
            () => {
              globalThis.sent = [];
              addEventListener("keydown", ({ key }) => key === "Enter" && sent.push(performance.timeOrigin + performance.now()), { capture: true });
            }
            """);
        await other.EvaluateAsync("""
            () => {
              globalThis.seen = [];
              new MutationObserver((changes) => {
                const rows = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.matches?.("li"));
                seen.push(...rows.map(() => performance.timeOrigin + performance.now()));
              }).observe(document.querySelector("#rows"), { childList: true });
            }
            """);
    }
}
