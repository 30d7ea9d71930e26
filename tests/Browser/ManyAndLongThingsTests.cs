namespace Xtablo.Browser.Tests;

/// <summary>What a team has after a year: forty tablos, long names, many members; on a phone and on a desk.</summary>
public sealed class ManyAndLongThingsTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string Long = "Website 2027: new shop, blog and newsletter, with everything that was left over from the year before";

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Each_of_forty_tablos_can_be_reached_from_the_list_and_no_long_name_hides_what_is_unread(int width)
    {
        var page = await SignedInAsync(options: new() { ViewportSize = new() { Width = width, Height = 800 } });
        var bob = await SignedInAsync("Bob");
        for (var i = 0; i < 39; i++)
        {
            await CreateTabloAsync(page, $"Site {i:00}");
        }

        var discussion = await CreateTabloAsync(page, new string('x', 10) + Long[..80]);
        await AdmitAsync(page, discussion, bob);
        await SaidBeforeAsync(bob, discussion, "Are you there?");
        await page.GotoAsync("/tablos");
        var (last, unread) = (page.Locator(".cards li").Last, page.Locator(".cards li").First);
        await last.ScrollIntoViewIfNeededAsync();

        await Assertions.Expect(page.Locator(".cards li")).ToHaveCountAsync(40);
        await Assertions.Expect(last).ToBeInViewportAsync(new() { Ratio = 1 });
        await unread.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(unread.Locator(".count")).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.True(await IsInItsPlaceAsync(page.Locator(".cards .count")));
        if (width > 768)
        {
            Assert.True(await IsInItsPlaceAsync(page.Locator(".side .count")));
        }
    }

    [Fact]
    public async Task The_tablo_of_the_page_stands_above_the_foot_of_the_sidebar()
    {
        var page = await SignedInAsync(options: new() { ViewportSize = new() { Width = 1280, Height = 600 } });
        var discussions = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            discussions.Add(await CreateTabloAsync(page, $"Site {i:00}"));
        }

        await page.GotoAsync(discussions[25]);

        Assert.True(await page.Locator(".side [aria-current]").EvaluateAsync<bool>("""
            (item) => {
              const { left, top, bottom } = item.getBoundingClientRect();
              return [top + 2, bottom - 2].every((y) => item.contains(document.elementFromPoint(left + 20, y)));
            }
            """));
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_long_name_of_a_member_moves_nothing_out_of_its_place(int width)
    {
        var page = await SignedInAsync(options: new() { ViewportSize = new() { Width = width, Height = 800 } });
        var discussion = await CreateTabloAsync(page);
        await AdmitAsync(page, discussion, await SignedInAsync("Maximiliane von und zu Hohenlohe-Waldenburg-Schillingsfürst"));
        await page.GotoAsync(discussion.Replace("discussion", "members", StringComparison.Ordinal));

        await Assertions.Expect(page.Locator(".items summary").First).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.Equal(0, await page.EvaluateAsync<int>("""
            () => [...document.querySelectorAll(".items li > *")].filter((part) => part.getBoundingClientRect().right > part.closest("section").getBoundingClientRect().right).length
            """));
        Assert.True(await page.EvaluateAsync<bool>("""
            () => {
              const [name, manage] = [".items .name", ".items summary"].map((part) => [...document.querySelectorAll(part)].at(-1).getBoundingClientRect());
              return name.right <= manage.left || name.bottom <= manage.top;
            }
            """));
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task No_page_is_wider_than_the_window(int width)
    {
        var page = await SignedInAsync(options: new() { ViewportSize = new() { Width = width, Height = 800 } });
        var discussion = await CreateTabloAsync(page, new string('w', 96));
        await SaidBeforeAsync(page, discussion, new string('m', 400));
        foreach (var address in (string[])["/tablos", "/account", "/account/sessions", "/account/tokens", "/account/passkeys", "/account/two-factor", discussion, discussion.Replace("discussion", "members", StringComparison.Ordinal), discussion.Replace("discussion", "settings", StringComparison.Ordinal)])
        {
            await page.GotoAsync(address);
            Assert.Equal((address, 0), (address, await page.EvaluateAsync<int>("""
                () => {
                  const main = document.querySelector("main");
                  const right = Math.round(main.getBoundingClientRect().right);
                  return [...main.querySelectorAll("*")].filter((e) => e.checkVisibility() && !e.closest(".name, .line, h1, .log, [hidden]") && e.getBoundingClientRect().right > right + 1).length;
                }
                """)));
            Assert.True(await page.EvaluateAsync<bool>("() => document.scrollingElement.scrollWidth <= innerWidth"), address);
        }
    }

    [Fact]
    public async Task From_every_page_of_the_account_a_phone_leads_back_to_the_tablos()
    {
        var page = await SignedInAsync(options: new() { ViewportSize = new() { Width = 390, Height = 664 } });
        foreach (var address in (string[])["/account", "/account/sessions", "/account/tokens", "/account/passkeys", "/account/two-factor"])
        {
            await page.GotoAsync(address);
            await page.GetByRole(AriaRole.Link, new() { Name = "All tablos" }).ClickAsync();
            await ArriveAsync(page, "/tablos");
        }
    }

    [Fact]
    public async Task Making_another_the_owner_asks_by_name_and_lies_on_nothing()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        foreach (var name in (string[])["Bruno Morel", "Chloé Roux"])
        {
            await AdmitAsync(page, discussion, await SignedInAsync(name));
        }

        await page.GotoAsync(discussion.Replace("discussion", "members", StringComparison.Ordinal));
        await page.GetByLabel("Manage Bruno Morel").ClickAsync();
        await page.GetByText("Make owner", new() { Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("Make Bruno Morel the owner? You become a member")).ToBeVisibleAsync();
        await page.GetByLabel("Manage Chloé Roux").ClickAsync(); // Playwright clicks nothing that is covered
        await Assertions.Expect(Button(page, "Make Bruno Morel the owner")).ToBeHiddenAsync();
        await page.GetByText("Make owner", new() { Exact = true }).Last.ClickAsync();
        await Button(page, "Make Chloé Roux the owner").ClickAsync();

        await Assertions.Expect(page.GetByText("Leave this tablo")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(1280, 720)]
    public async Task A_link_that_is_shown_only_once_is_in_view_and_has_the_focus(int width, int height)
    {
        var page = await SignedInAsync(options: new() { ViewportSize = new() { Width = width, Height = height } });
        var discussion = await CreateTabloAsync(page);
        for (var i = 0; i < 8; i++)
        {
            await AdmitAsync(page, discussion, await SignedInAsync($"Person {i}"));
        }

        await InviteAsync(page, discussion);

        await Assertions.Expect(page.Locator("#link")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("#link")).ToBeFocusedAsync();
        Assert.Equal(await page.Locator("#link").InputValueAsync(), await page.EvaluateAsync<string>("() => getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"));
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_field_that_is_wrong_is_in_view_has_the_focus_and_says_so(int width)
    {
        Expected.Add("422");
        var page = await SignedInAsync(options: new() { ViewportSize = new() { Width = width, Height = 844 } });
        for (var i = 0; i < 15; i++)
        {
            await CreateTabloAsync(page, $"Site {i:00}");
        }

        await page.GotoAsync("/account/tokens");
        await page.GetByLabel("All my tablos, including future ones").CheckAsync();
        await page.GetByLabel("Your password").FillAsync("not this one");
        await Button(page, "Create a token").ClickAsync();

        await Assertions.Expect(page.GetByLabel("Your password")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { Visible = true })).ToBeInViewportAsync();
        Assert.StartsWith("Error: ", await page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_phone_the_name_of_a_tablo_has_the_width_and_a_notice_moves_nothing_sideways()
    {
        Expected.Add("ERR_");
        var page = await SignedInAsync(options: new() { ViewportSize = new() { Width = 390, Height = 844 } });
        var discussion = await CreateTabloAsync(page, Long[..60]);
        await page.Context.OwnLinesAsync();
        await OpenAsync(page, discussion);
        Assert.InRange((await page.Locator("h1").BoundingBoxAsync())!.Width, 260, 390); // beside it are the way back and the search
        var before = (await page.Locator(".top").BoundingBoxAsync())!.Height;
        await page.GetByRole(AriaRole.Link, new() { Name = "Only you" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Tablo settings" }).ClickAsync();
        await ArriveAsync(page, "/tablos/*/settings");
        await OpenAsync(page, discussion);
        await page.Context.SetOfflineAsync(true);
        await page.EvaluateAsync("() => { line.close(); line.onerror(); }"); // an open line outlives the switch
        await Assertions.Expect(page.GetByText("You are offline.")).ToBeVisibleAsync();

        Assert.Equal(before, (await page.Locator(".top").BoundingBoxAsync())!.Height);
    }

    private static Task<bool> IsInItsPlaceAsync(ILocator count) => count.EvaluateAsync<bool>("""
        count => {
          const list = count.closest("ul").parentElement.getBoundingClientRect();
          return count.getBoundingClientRect().right <= list.right;
        }
        """);
}
