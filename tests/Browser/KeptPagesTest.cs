namespace Xtablo.Browser.Tests;

/// <summary>With a service worker, and a line of each test's own that can be cut.</summary>
public abstract class KeptPagesTest(RunningXtablo xtablo) : BrowserTest(xtablo), IAsyncLifetime
{
    private protected Line Line => field ??= new(base.Address);

    protected override string Address => Line.Address;

    /// <summary>What pages are kept, by their addresses.</summary>
    private const string Kept = """
        async () => {
          const names = (await caches.keys()).filter((name) => name.startsWith("pages "));
          const pages = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
          return pages.flat();
        }
        """;

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await Line.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<IPage> WithWorkerAsync(string name = "Ada Lovel", BrowserNewContextOptions? options = null)
    {
        Expected.AddRange(["ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_SOCKET_NOT_CONNECTED", "htmx:error"]);
        options ??= new();
        options.ServiceWorkers = ServiceWorkerPolicy.Allow;
        return await SignedInAsync(name, options);
    }

    protected static Task<string[]> KeptAsync(IPage page) => page.EvaluateAsync<string[]>(Kept);

    /// <summary>Opens a discussion and waits until it is kept.</summary>
    protected static async Task KeepAsync(IPage page, string discussion)
    {
        await OpenAsync(page, discussion);
        await BecomeKeptAsync(page, discussion);
    }

    protected static async Task BecomeKeptAsync(IPage page, string path, bool isKept = true)
    {
        for (var i = 0; i < 200 && (await KeptAsync(page)).Contains(path) != isKept; i++)
        {
            await Task.Delay(100, Ct);
        }

        Assert.Equal((path, isKept), (path, (await KeptAsync(page)).Contains(path)));
    }

    /// <summary>The browser has no line, and looks at a page anew.</summary>
    private protected async Task GoWithoutLineAsync(IPage page, string path)
    {
        Line.Cut();
        await page.GotoAsync(path);
    }
}
