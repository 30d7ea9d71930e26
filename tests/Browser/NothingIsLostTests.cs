using System.Text.RegularExpressions;
namespace Xtablo.Browser.Tests;

/// <summary>What was written and sent is kept until its row is there, whatever becomes of the line, the tab or the session.</summary>
public sealed class NothingIsLostTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private static Task LineIsCutAsync(IPage page) => OnPostAsync(page, route => route.AbortAsync());

    [Fact]
    public async Task What_was_written_offline_survives_a_reload_and_is_sent_when_the_line_is_back()
    {
        Expected.AddRange(["ERR_", "htmx:error"]);
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        await page.Context.SetOfflineAsync(true);
        await WriteAsync(page, ["one", "two"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(2);
        await LineIsCutAsync(page);
        await page.Context.SetOfflineAsync(false); // pages can be had again, posts cannot
        await page.ReloadAsync();
        await Assertions.Expect(Pending(page).Locator(".body")).ToHaveTextAsync(["one", "two"]);
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(0);
        await page.UnrouteAllAsync();
        await LineIsBackAsync(page);

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one", "two"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_tab_that_dies_before_its_post_leaves_the_text_to_the_next_one()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        var posting = new TaskCompletionSource();
        await OnPostAsync(page, route =>
        {
            posting.SetResult(); // it never leaves this machine
            return Task.CompletedTask;
        });
        await WriteAsync(page, "Keep me");
        await posting.Task.WaitAsync(Ct);
        await CrashAsync(page);
        var next = await page.Context.NewPageAsync();
        await next.GotoAsync(discussion);

        await Assertions.Expect(next.Locator("#rows .body")).ToHaveTextAsync(["Keep me"]);
        await Assertions.Expect(Pending(next)).ToHaveCountAsync(0);
        await Assertions.Expect(Composer(next)).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Two_tabs_whose_session_ended_ask_once_each_and_wait()
    {
        Expected.Add("401");
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        var other = await page.Context.NewPageAsync();
        await OpenAsync(page, discussion);
        await OpenAsync(other, discussion);
        var posts = 0;
        page.Context.Request += (_, request) => posts += request.Method == "POST" && request.Url.EndsWith("/discussion", StringComparison.Ordinal) ? 1 : 0;
        await page.Context.ClearCookiesAsync(new() { NameRegex = new Regex("^xtablo-session-", RegexOptions.None, TimeSpan.FromSeconds(1)) });
        await WriteAsync(page, "Wait for me");

        await Assertions.Expect(page.GetByText("You are signed out. Your text is kept.")).ToBeVisibleAsync();
        await Assertions.Expect(other.GetByText("You are signed out. Your text is kept.")).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(1000);
        Assert.Equal(2, posts);
    }

    [Fact]
    public async Task A_text_is_sent_from_any_page_of_the_account()
    {
        Expected.AddRange(["ERR_", "htmx:error"]);
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        var isCut = true;
        await OnPostAsync(page, route => Volatile.Read(ref isCut) ? route.AbortAsync() : route.ContinueAsync());
        await WriteAsync(page, "From afar");
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(1);
        await page.GotoAsync("/tablos");
        await page.RunAndWaitForResponseAsync(
            () =>
            {
                Volatile.Write(ref isCut, false); // only now: it is tried again by itself too
                return LineIsBackAsync(page);
            },
            answer => answer.Request.Method == "POST" && answer.Status == 200);

        await page.GotoAsync(discussion);
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["From afar"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_fails_on_its_way_while_the_line_comes_back_is_tried_again_at_once()
    {
        Expected.AddRange(["ERR_", "htmx:error"]);
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        var (posts, held) = (0, new TaskCompletionSource());
        await OnPostAsync(page, async route =>
        {
            if (Interlocked.Increment(ref posts) == 7) // after so many the next would be 7.5 s away
            {
                await held.Task;
            }

            await route.AbortAsync();
        });
        await WriteAsync(page, "Hold on");
        for (var i = 0; i < 400 && Volatile.Read(ref posts) < 7; i++)
        {
            await LineIsBackAsync(page);
            await Task.Delay(50, Ct);
        }

        await LineIsBackAsync(page);
        await page.RunAndWaitForRequestAsync(
            () =>
            {
                held.SetResult();
                return Task.CompletedTask;
            },
            request => request.Method == "POST",
            new() { Timeout = 7_000 });
    }

    [Fact]
    public async Task While_the_database_is_away_it_is_tried_again_and_the_answer_that_was_lost_makes_no_second_row()
    {
        Expected.AddRange(["503", "ERR_", "htmx:error"]);
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        var posts = new List<string?>();
        await OnPostAsync(page, async route =>
        {
            posts.Add(route.Request.PostData);
            if (posts.Count == 1)
            {
                await route.FulfillAsync(new() { Status = 503, Body = "<h1>Soon</h1>", ContentType = "text/html" });
            }
            else if (posts.Count == 2)
            {
                await route.FulfillAsync(new() { Status = 200, Body = "<h1>Your hotel welcomes you</h1>", ContentType = "text/html" });
            }
            else
            {
                await route.FetchAsync(); // the server has it
                await page.UnrouteAllAsync();
                await route.AbortAsync(); // and the browser does not know
            }
        });
        await WriteAsync(page, "Once");

        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
        Assert.Equal(3, posts.Count);
        Assert.Single(posts.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_form_that_went_stale_is_renewed_by_itself()
    {
        Expected.Add("400");
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await page.EvaluateAsync("() => document.querySelectorAll('[name=__RequestVerificationToken]').forEach(field => { field.value = 'stale'; })");
        await WriteAsync(page, ["Keep me", "And me"]);

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Keep me", "And me"]);
    }

    [Fact]
    public async Task A_text_sent_after_the_session_ended_waits_and_is_sent_by_itself_after_signing_in_again()
    {
        Expected.Add("401");
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        await page.Context.ClearCookiesAsync(new() { NameRegex = new Regex("^xtablo-session-", RegexOptions.None, TimeSpan.FromSeconds(1)) });
        await WriteAsync(page, "Half an hour of typing");
        await Assertions.Expect(page.GetByText("You are signed out. Your text is kept.")).ToBeVisibleAsync();
        await Assertions.Expect(Pending(page).Locator(".body")).ToHaveTextAsync("Half an hour of typing");
        await Composer(page).FillAsync("And a draft");
        await page.Locator("#sign-in-again").GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await SignInAsync(page);

        await ArriveAsync(page, discussion);
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Half an hour of typing"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("And a draft");
    }

    [Fact]
    public async Task While_another_account_is_signed_in_a_text_waits_and_is_never_sent_under_their_name()
    {
        Expected.AddRange(["400", "401", "404"]);
        var page = await SignedInAsync("Ada Lovel");
        var ada = Email;
        var discussion = await CreateTabloAsync(page);
        await OpenAsync(page, discussion);
        await page.Context.ClearCookiesAsync(new() { NameRegex = new Regex("^xtablo-session-", RegexOptions.None, TimeSpan.FromSeconds(1)) });
        var other = await page.Context.NewPageAsync();
        await BecomeAsync(other.Context, "Eve");
        await other.GotoAsync("/tablos");
        await WriteAsync(page, "Mine alone");
        await Assertions.Expect(page.GetByText("Someone else is signed in here.")).ToBeVisibleAsync();
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(1);
        await Button(other, "Sign out").ClickAsync(); // nothing of Eve's is unsent
        await SignInAsync(other, ada);
        await other.GotoAsync(discussion);

        await Assertions.Expect(other.Locator("#rows .who bdi")).ToHaveTextAsync(["Ada Lovel"]);
        await Assertions.Expect(other.Locator("#rows .body")).ToHaveTextAsync(["Mine alone"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Where_IndexedDB_cannot_be_used_it_works_in_memory()
    {
        Expected.Add("503");
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await page.AddInitScriptAsync("Object.defineProperty(window, 'indexedDB', { get() { throw new Error('not in private'); } })");
        await OpenAsync(page, discussion);
        var isAway = true;
        await OnPostAsync(page, async route =>
        {
            if (isAway)
            {
                isAway = false;
                await route.FulfillAsync(new() { Status = 503 });
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await WriteAsync(page, ["one", "two"]);

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one", "two"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
        Assert.False(isAway);
    }
}
