namespace Xtablo.Browser.Tests;

public sealed class LosingTheWorkerTests(RunningXtablo xtablo) : TabsTest(xtablo)
{
    [Fact]
    public async Task When_the_worker_dies_the_tabs_go_on_with_another_and_miss_nothing()
    {
        var (tabs, devices) = await TwoTabsAsync();
        var worker = await WorkerAsync(tabs[0]);
        await worker.KillAsync();
        await SayEverywhereAsync(devices, "Nobody listens");

        await ExpectEverywhereAsync(tabs, "Nobody listens");
        await SayEverywhereAsync(devices, "Once more");
        await ExpectEverywhereAsync(tabs, "Nobody listens", "Once more");
        await StreamsBecomeAsync(tabs[0], 1);
    }

    [Fact]
    public async Task When_the_worker_freezes_the_tabs_go_on_with_another_and_when_it_thaws_it_hangs_up()
    {
        var (tabs, devices) = await TwoTabsAsync();
        var worker = await WorkerAsync(tabs[0]);
        await worker.FreezeAsync();
        await SayEverywhereAsync(devices, "It does not pass this on");
        await ExpectEverywhereAsync(tabs, "It does not pass this on");
        await StreamsBecomeAsync(tabs[0], 2);

        await worker.ThawAsync();

        await StreamsBecomeAsync(tabs[0], 1);
        await SayEverywhereAsync(devices, "Once");
        await ExpectEverywhereAsync(tabs, "It does not pass this on", "Once");
    }

    [Fact]
    public async Task Without_shared_workers_each_tab_has_a_line_of_its_own()
    {
        var (tabs, devices) = await TwoTabsAsync("delete window.SharedWorker");
        await SayEverywhereAsync(devices, "Seen");

        await ExpectEverywhereAsync(tabs, "Seen");
        await StreamsBecomeAsync(tabs[0], 2);
    }

    [Fact]
    public async Task A_worker_that_cannot_start_is_done_without()
    {
        Expected.Add("404");
        var (tabs, devices) = await TwoTabsAsync("window.SharedWorker = class extends SharedWorker { constructor(address, options) { super('/assets/none.js', options); } }");
        await SayEverywhereAsync(devices, "Seen");

        await ExpectEverywhereAsync(tabs, "Seen");
        await StreamsBecomeAsync(tabs[0], 2);
    }

    [Fact]
    public async Task A_worker_that_never_speaks_is_done_without()
    {
        var page = await SignedInAsync();
        await page.Context.AddInitScriptAsync("window.SharedWorker = class { port = new MessageChannel().port1; }");
        await page.GotoAsync(await CreateTabloAsync(page));

        await page.Locator("#log[data-stream=live]").WaitForAsync(new() { Timeout = 30_000 }); // two of them get some seconds each
        await StreamsBecomeAsync(page, 1);
    }
}
