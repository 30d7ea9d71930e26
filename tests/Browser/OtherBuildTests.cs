using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Xtablo.Browser.Tests;

/// <summary>A page that was open before its server was updated, which is then of another build than its scripts.</summary>
public sealed class OtherBuildTests(RunningXtablo xtablo) : BrowserTest(xtablo), IAsyncLifetime
{
    private const string Hide = """
        () => {
          Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
          document.dispatchEvent(new Event("visibilitychange"));
        }
        """;

    private readonly PostgresApp _old = new();
    private AnotherNode? _new;
    private Line? _way;

    protected override string Address => _way!.Address;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await base.InitializeAsync();
        Expected.AddRange(["ERR_", "htmx:error"]); // while nobody answers
        await _old.InitializeAsync();
        _old.ServeOnSocket();
        await _old.SignedInAsync("First"); // the set-up is over
        _new = new(_old) { Settings = { ["webroot"] = OtherAssets() } };
        _new.ServeOnSocket();
        _way = new(_old.Address);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await (_way?.DisposeAsync() ?? default);
        await (_new?.DisposeAsync() ?? default);
        await _old.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_says_so_keeps_what_is_being_written_and_is_loaded_when_its_reader_wants_it()
    {
        var (ada, device) = await OpenedAsync();
        await Composer(ada).FillAsync("Half a sentence");

        Update();

        await Assertions.Expect(Notice(ada)).ToHaveTextAsync("Xtablo has been updated. Load this page again");
        await ada.EvaluateAsync(Hide); // with a text it is not loaded by itself there either
        await device.SayAsync("Meanwhile");
        await Assertions.Expect(Rows(ada).Last).ToContainTextAsync("Meanwhile");
        await Assertions.Expect(Composer(ada)).ToHaveValueAsync("Half a sentence");
        await Notice(ada).GetByRole(AriaRole.Link).ClickAsync();
        await LiveAsync(ada);
        await Assertions.Expect(Notice(ada)).ToHaveCountAsync(0);
        await Assertions.Expect(Composer(ada)).ToHaveValueAsync("Half a sentence");
    }

    [Fact]
    public async Task It_is_loaded_by_itself_while_nobody_looks()
    {
        var (ada, device) = await OpenedAsync();
        await Composer(ada).PressAsync("a");
        await Composer(ada).FillAsync("");
        Update();
        await Assertions.Expect(Notice(ada)).ToBeVisibleAsync();
        await ada.EvaluateAsync("() => { globalThis.isOld = true; }");

        await ada.EvaluateAsync(Hide);

        await ada.WaitForFunctionAsync("() => !globalThis.isOld");
        await LiveAsync(ada);
        await device.SayAsync("To the new one");
        await Assertions.Expect(Rows(ada).Last).ToContainTextAsync("To the new one");
        await Assertions.Expect(Notice(ada)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task When_it_cannot_put_a_newer_row_in_place_it_is_loaded_by_itself_once_nobody_types()
    {
        var (ada, device) = await OpenedAsync();
        await Composer(ada).PressAsync("a");
        await Composer(ada).FillAsync("");
        Update();
        await Assertions.Expect(Notice(ada)).ToBeVisibleAsync();
        await ada.EvaluateAsync("() => { Date.parse = () => { throw new Error('what is this'); }; }");

        await device.SayAsync("In a new way");

        await Assertions.Expect(Rows(ada).Last).ToContainTextAsync("In a new way");
        await Assertions.Expect(Notice(ada)).ToHaveCountAsync(0);
    }

    private static ILocator Notice(IPage page) => page.Locator("main .banner", new() { HasText = "updated" });

    private void Update() => _way!.Lead(_new!.Address);

    private async Task<(IPage Page, OtherDevice Device)> OpenedAsync()
    {
        var ada = await _old.SignedInAsync("Ada Lovel");
        var discussion = await ada.CreateTabloAsync();
        await ada.WriteAsync(discussion, ["Before"]);
        return (await OpenAsync(Address, ada, discussion), new(_new!.Services, Insider.TabloOf(discussion), ada.Insider!.Self));
    }

    /// <summary>Those of the program with one file more.</summary>
    private string OtherAssets()
    {
        var from = _old.Services.GetRequiredService<IWebHostEnvironment>().WebRootPath;
        var to = Path.Combine(_old.DataDirectory, "assets");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.WriteAllText(Path.Combine(to, "another-build.txt"), "");
        return to;
    }
}
