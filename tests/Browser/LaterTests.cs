using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Later;
using Xtablo.Domain.Discussions;

namespace Xtablo.Browser.Tests;

/// <summary>Messages that one comes back to, and is reminded of.</summary>
public sealed partial class LaterTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private ISavedMessages Saved => Services.GetRequiredService<ISavedMessages>();

    [Fact]
    public async Task L_on_a_row_saves_it_and_offers_times_and_L_again_takes_it_off()
    {
        var (page, _) = await WithRowAsync("Call the mason");
        await Composer(page).FocusAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await Rows(page).Last.FocusAsync();
        await page.Keyboard.PressAsync("l");
        await Assertions.Expect(Bookmark(page)).ToHaveCountAsync(1);
        await Assertions.Expect(Button(page, "In an hour")).ToBeFocusedAsync();
        Assert.Single(await Saved.MarksAsync(AccountOf(page), Ct));
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(Rows(page).Last).ToBeFocusedAsync();
        await Assertions.Expect(Bookmark(page)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("l");
        await Assertions.Expect(Bookmark(page)).ToHaveCountAsync(0);
        Assert.Empty(await Saved.MarksAsync(AccountOf(page), Ct));
    }

    [Fact]
    public async Task Tomorrow_at_nine_is_nine_where_one_is()
    {
        var (page, _) = await WithRowAsync("Call the mason", new() { TimezoneId = "Europe/Paris" });
        await Rows(page).Last.HoverAsync();
        await Button(page, "Later").ClickAsync();
        await Button(page, "Tomorrow, 9:00").ClickAsync();
        await Assertions.Expect(page.Locator("#to-later:not([data-next-in=''])")).ToHaveCountAsync(1);
        var mark = Assert.Single(await Saved.MarksAsync(AccountOf(page), Ct));
        var day = TimeZoneInfo.ConvertTime(mark.RemindAt!.Value, Paris).ToString("dddd", CultureInfo.InvariantCulture);
        await Assertions.Expect(page.Locator("#toast[role=status] p"))
            .ToHaveTextAsync(new Regex($"^You will be reminded: {day} .*09:00$", RegexOptions.None, TimeSpan.FromSeconds(1)));

        var local = TimeZoneInfo.ConvertTime(mark.RemindAt!.Value, Paris);
        var today = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), Paris).Date;
        Assert.Equal(today.AddDays(1).AddHours(9), local.DateTime);
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync(); // whoever has a pointer goes on writing
    }

    [Theory]
    [InlineData(10)]
    [InlineData(24 * 60)]
    public async Task In_an_hour_is_an_hour_of_the_server_however_late_the_device_believes_it_to_be(int minutesBehind)
    {
        var page = await SignedInAsync();
        await page.Clock.InstallAsync(new() { TimeDate = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-minutesBehind) });
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, "Call the mason");
        await OpenAsync(page, discussion);
        await Rows(page).Last.HoverAsync();
        await Button(page, "Later").ClickAsync();
        await Button(page, "In an hour").ClickAsync();
        await Assertions.Expect(page.Locator("#to-later:not([data-next-in=''])")).ToHaveCountAsync(1);
        var mark = Assert.Single(await Saved.MarksAsync(AccountOf(page), Ct));

        Assert.InRange(mark.RemindAt!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(57), TimeSpan.FromMinutes(60));
        await Assertions.Expect(page.Locator("#rows .day")).ToHaveTextAsync("Today");
    }

    [Fact]
    public async Task The_mark_stays_when_the_row_is_replaced_and_comes_with_rows_that_are_loaded()
    {
        var (page, discussion) = await WithRowAsync("The oldest");
        await SaveLastAsync(page);
        await SaidBeforeAsync(page, discussion, Enumerable.Range(1, 80).Select(i => $"later {i}"));
        await OpenAsync(page, discussion);
        await Assertions.Expect(Bookmark(page)).ToHaveCountAsync(0);
        await page.Locator("#older").ClickAsync();
        await Assertions.Expect(Bookmark(page)).ToHaveCountAsync(1);

        await SaveLastAsync(page);
        await Composer(page).PressAsync("ArrowUp");
        await (await EditFieldAsync(page)).FillAsync("now otherwise");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("now otherwise");

        await Assertions.Expect(Rows(page).Last.Locator(".bookmark")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task When_its_time_comes_an_open_page_says_so_once_and_counts_it()
    {
        var (tab, passAsync) = await RemindedInAnHourAsync();
        await passAsync();
        await tab.Clock.FastForwardAsync("01:00:01");

        await Assertions.Expect(tab.Locator("#reminder")).ToContainTextAsync("A message that you saved for later is due.");
        await Assertions.Expect(tab.Locator("#to-later .count")).ToHaveTextAsync("1");
        await tab.Locator("#reminder").GetByRole(AriaRole.Link, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(tab.Locator(".due .hits li")).ToContainTextAsync("Call the mason");
        await Assertions.Expect(tab.Locator("#reminder")).ToBeEmptyAsync();
        await Button(tab, "Done").ClickAsync();
        await Assertions.Expect(tab.Locator("#to-later .count")).ToHaveCountAsync(0);
        await Assertions.Expect(tab.GetByText("Nothing is saved for later.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task When_its_time_came_while_the_device_slept_it_is_said_once_it_is_awake()
    {
        var (tab, passAsync) = await RemindedInAnHourAsync();
        await passAsync();
        await tab.Clock.SetSystemTimeAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(61)); // while it sleeps no timer goes on
        await tab.Clock.RunForAsync(61_000);

        await Assertions.Expect(tab.Locator("#reminder")).ToContainTextAsync("A message that you saved for later is due.");
    }

    [Fact]
    public async Task When_the_line_breaks_in_the_middle_of_the_answer_it_is_asked_again()
    {
        var (tab, passAsync) = await RemindedInAnHourAsync();
        await passAsync();
        await tab.EvaluateAsync("""
            () => {
              const text = Response.prototype.text;
              window.cut = true;
              Response.prototype.text = function () {
                if (!window.cut || !this.url.includes("/later")) {
                  return text.call(this);
                }
                window.cut = false;
                return Promise.reject(new TypeError("cut"));
              };
            }
            """);
        var cut = tab.WaitForResponseAsync("**/later?*");
        await tab.Clock.FastForwardAsync("01:00:01");
        await cut;
        await tab.WaitForFunctionAsync("() => !window.cut");
        await UntilRemindedAsync(tab);
    }

    [Fact]
    public async Task When_it_is_due_while_the_server_cannot_say_so_it_is_asked_again()
    {
        Expected.Add("503");
        var (tab, passAsync) = await RemindedInAnHourAsync();
        await passAsync();
        await tab.RouteAsync("**/later?*", route => route.FulfillAsync(new() { Status = 503 }));
        var refused = tab.WaitForResponseAsync("**/later?*");
        await tab.Clock.FastForwardAsync("01:00:01");
        await refused;
        await tab.UnrouteAllAsync();
        await UntilRemindedAsync(tab);
    }

    /// <summary>Whenever the page has taken an answer of no use, it asks again half a minute later.</summary>
    private static async Task UntilRemindedAsync(IPage tab)
    {
        for (var i = 0; i < 20 && await tab.Locator("#reminder p").CountAsync() == 0; i++)
        {
            await tab.Clock.RunForAsync(31_000);
        }

        await Assertions.Expect(tab.Locator("#reminder")).ToContainTextAsync("A message that you saved for later is due.");
    }

    [GeneratedRegex("^[0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex Digits();

    /// <summary>A page that waits for a reminder in an hour, and what has that hour pass for the server.</summary>
    private async Task<(IPage Tab, Func<Task> PassAsync)> RemindedInAnHourAsync()
    {
        var (page, discussion) = await WithRowAsync("Call the mason");
        var message = new MessageId(Guid.Parse((await Rows(page).Last.GetAttributeAsync("id"))!["message-".Length..]));
        await RemindAsync(page, discussion, message, TimeSpan.FromHours(1));
        var tab = await page.Context.NewPageAsync();
        await tab.Clock.InstallAsync();
        await tab.GotoAsync("/tablos");
        await Assertions.Expect(tab.Locator("#to-later .count")).ToHaveCountAsync(0);
        await Assertions.Expect(tab.Locator("#to-later")).ToHaveAttributeAsync("data-next-in", Digits());
        return (tab, () => RemindAsync(page, discussion, message, TimeSpan.FromSeconds(-1)));
    }

    private static ILocator Bookmark(IPage page) => page.GetByRole(AriaRole.Img, new() { Name = "Saved for later" });

    private static async Task SaveLastAsync(IPage page)
    {
        await Rows(page).Last.HoverAsync();
        await Button(page, "Later").ClickAsync();
        await Assertions.Expect(Button(page, "In an hour")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Rows(page).Last.Locator(".bookmark")).ToHaveCountAsync(1);
    }

    private Task RemindAsync(IPage page, string discussion, MessageId message, TimeSpan after)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Saved.SaveAsync(Insider.TabloOf(discussion), AccountOf(page), message, new Saving(now, now + after), Ct);
    }

    private async Task<(IPage Page, string Discussion)> WithRowAsync(string text, BrowserNewContextOptions? options = null)
    {
        var page = await SignedInAsync(options: options);
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, text);
        await OpenAsync(page, discussion);
        return (page, discussion);
    }
}
