namespace Xtablo.Browser.Tests;

/// <summary>What is the custom where somebody is, and what they take along.</summary>
public sealed class OwnWaysTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Theory]
    [InlineData("en-GB", "^[0-2][0-9]:[0-5][0-9]$", "^[A-Z][a-z]+,? \\d{1,2} [A-Z][a-z]+ \\d{4}")]
    [InlineData("de-DE", "^[0-2][0-9]:[0-5][0-9]$", "^[A-Z][a-z]+,? \\d{1,2} [A-Z][a-z]+ \\d{4}")]
    [InlineData("en-US", "^[0-2][0-9]:[0-5][0-9].[AP]M$", "^[A-Z][a-z]+, [A-Z][a-z]+ \\d{1,2}, \\d{4}")]
    [InlineData("fr-CA", "^[0-2][0-9] h [0-5][0-9]$", "^[a-z]+ \\d{1,2} [a-zéû]+ \\d{4}")]
    public async Task Times_and_days_are_written_as_where_the_browser_is_at_home(string locale, string time, string day)
    {
        var page = await SignedInAsync(options: new() { Locale = locale, TimezoneId = "UTC" });
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, "Now");
        await OpenAsync(page, discussion);
        var shown = Rows(page).Locator("time");

        Assert.Matches(time, (await shown.TextContentAsync())!.Replace('\u202f', ' ').Replace('\u00a0', ' '));
        Assert.Matches(day, await shown.GetAttributeAsync("title"));
    }

    [Fact]
    public async Task What_is_copied_of_several_rows_is_names_times_and_texts()
    {
        var ada = await SignedInAsync("Ada Lovel", new() { TimezoneId = "UTC" });
        var ben = await SignedInAsync("Ben Bitd");
        var discussion = await CreateTabloAsync(ada);
        await AdmitAsync(ada, discussion, ben);
        await SaidBeforeAsync(ada, discussion, "One of Ada", "Two of Ada");
        await SaidBeforeAsync(ben, discussion, "One of Ben");
        await OpenAsync(ada, discussion);
        await Assertions.Expect(Rows(ada)).ToHaveCountAsync(4); // with the notice
        var times = await Rows(ada).Locator("time").AllTextContentsAsync();
        var copied = await ada.EvaluateAsync<string>("""
            () => {
              const [, first, , last] = document.querySelectorAll("#rows > li");
              getSelection().setBaseAndExtent(first, 0, last, last.childNodes.length);
              const clipboardData = new DataTransfer();
              document.getElementById("rows").dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
              return clipboardData.getData("text/plain");
            }
            """);

        Assert.Equal($"Ada Lovel, {times[1]}\nOne of Ada\nTwo of Ada\n\nBen Bitd, {times[3]}\nOne of Ben", copied);
    }

    [Fact]
    public async Task The_Enter_that_ends_a_composition_sends_nothing_even_where_only_its_code_says_so()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await Composer(page).FillAsync("日本");
        await Composer(page).EvaluateAsync("field => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }))");

        await Assertions.Expect(Composer(page)).ToHaveValueAsync("日本");
        await Composer(page).PressAsync("Enter");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Indented_lines_stay_where_they_were_typed()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await WriteAsync(page, "\n    if (x)\n        y();");

        Assert.Equal("    if (x)\n        y();", await Rows(page).Locator(".body").InnerTextAsync());
    }

    [Fact]
    public async Task What_is_edited_is_what_was_written_though_the_browser_has_translated_the_page()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await SaidBeforeAsync(page, discussion, "Les carreaux sont là");
        await OpenAsync(page, discussion);
        await Rows(page).Locator(".body").EvaluateAsync("body => { body.innerHTML = '<font><font>The tiles are here</font></font>'; }");
        await Composer(page).PressAsync("ArrowUp");
        var field = await EditFieldAsync(page);

        await Assertions.Expect(field).ToHaveValueAsync("Les carreaux sont là");
        await field.FillAsync("Les carreaux sont là !");
        await field.PressAsync("Enter");
        await Assertions.Expect(Rows(page).Locator(".body")).ToHaveTextAsync("Les carreaux sont là !");
    }

    [Fact]
    public async Task Whoever_is_at_the_end_stays_there_when_a_keyboard_opens_and_a_long_text_is_typed()
    {
        var page = await SignedInAsync(options: new() { ViewportSize = new() { Width = 390, Height = 844 } });
        var ben = await SignedInAsync("Ben Bitd");
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, ben);
        await SaidBeforeAsync(ben, discussion, Enumerable.Range(1, 30).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        await page.Locator("#log").EvaluateAsync("log => { log.scrollTop = log.scrollHeight; }");
        await page.SetViewportSizeAsync(390, 514);
        await Composer(page).FillAsync(string.Join('\n', Enumerable.Range(1, 10)));
        await page.SetViewportSizeAsync(390, 354);
        await Assertions.Expect(Rows(page).Last).ToBeInViewportAsync();
        await SaidBeforeAsync(ben, discussion, "And one more");

        await Assertions.Expect(Rows(page).Last).ToContainTextAsync("And one more");
        await Assertions.Expect(Rows(page).Last).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("#jump")).ToBeHiddenAsync();
    }

    /// <summary>The browser tells of a scrolling a frame later: by then the keyboard may be open, and the end far below.</summary>
    [Theory]
    [InlineData("who began there")]
    [InlineData("who has just come there from what was unread")]
    public async Task A_scrolling_that_is_told_late_takes_nobody_away_from_the_end(string reader)
    {
        var (page, ben) = (await SignedInAsync(), await SignedInAsync("Ben Bitd"));
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, ben);
        await SaidBeforeAsync(reader == "who began there" ? page : ben, discussion, Enumerable.Range(1, 30).Select(i => $"Message {i}"));
        await OpenAsync(page, discussion);
        await page.Locator("#log").EvaluateAsync("""
            log => {
              log.scrollTop = log.scrollHeight;
              log.style.height = "200px";
              log.style.flex = "none";
              log.dispatchEvent(new Event("scroll"));
            }
            """);

        await Assertions.Expect(Rows(page).Last).ToBeInViewportAsync();
    }
}
