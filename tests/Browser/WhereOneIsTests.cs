namespace Xtablo.Browser.Tests;

/// <summary>What tells a reader where they are: what is new, how much of it, and how to get to the end.</summary>
public sealed class WhereOneIsTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task What_is_new_begins_under_a_line_that_stays_for_the_visit()
    {
        var (page, bob, discussion) = await ReadAsync();
        await page.GotoAsync("/account");
        await SaidBeforeAsync(bob, discussion, "New to Ada", "and this too");
        await OpenAsync(page, discussion);
        var fresh = page.Locator("#rows .first-unread");

        await Assertions.Expect(fresh).ToContainTextAsync("New to Ada");
        Assert.Equal("\"New\"", await fresh.EvaluateAsync<string>("row => getComputedStyle(row, '::before').content"));
        await SayAsync(page, "I have seen it");
        await Assertions.Expect(fresh).ToContainTextAsync("New to Ada");
        await page.ReloadAsync();
        await Assertions.Expect(fresh).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_title_says_how_much_is_unread_in_all()
    {
        var (page, bob, discussion) = await ReadAsync();
        await page.GotoAsync("/account");
        await SaidBeforeAsync(bob, discussion, "one", "two");
        await Assertions.Expect(page).ToHaveTitleAsync("(2) Account · Xtablo");
        var reading = await page.Context.NewPageAsync();
        await OpenAsync(reading, discussion);

        await Assertions.Expect(page).ToHaveTitleAsync("Account · Xtablo");
        await Assertions.Expect(reading).ToHaveTitleAsync("Rue Oberkampf 12 · Xtablo");
    }

    [Fact]
    public async Task No_script_waits_until_another_names_it()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        var late = await page.EvaluateAsync<string[]>("""
            () => {
              const known = new Set([...document.querySelectorAll("link[rel=modulepreload], script[src]")].map((element) => element.href ?? element.src));
              return performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => name.endsWith(".js") && !name.includes("/worker") && !known.has(name));
            }
            """);

        Assert.Empty(late);
    }

    private async Task<(IPage Page, IPage Bob, string Discussion)> ReadAsync()
    {
        var page = await SignedInAsync();
        var bob = await SignedInAsync("Bob");
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, bob);
        await SaidBeforeAsync(bob, discussion, "Known");
        await OpenAsync(page, discussion);
        await StreamsBecomeAsync(page, 1);
        var list = await page.Context.NewPageAsync();
        await list.GotoAsync("/tablos");
        await Assertions.Expect(list.Locator(".cards .count")).ToHaveCountAsync(0); // it is read
        await list.CloseAsync();
        return (page, bob, discussion);
    }
}
