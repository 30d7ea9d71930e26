namespace Xtablo.Browser.Tests;

/// <summary>The browser's storage throws, hangs or is full: what was written is shown, sent, and there after a reload.</summary>
public sealed class FailingStorageTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    private const string NeverOpens = "indexedDB.open = () => new EventTarget()";

    /// <summary>As on a phone whose page was in the background.</summary>
    private const string ThrowsOnce = """
        () => {
          const { transaction } = IDBDatabase.prototype;
          IDBDatabase.prototype.transaction = function () {
            IDBDatabase.prototype.transaction = transaction;
            throw new DOMException("The database connection is closing.", "InvalidStateError");
          };
        }
        """;

    private const string IsFull = """
        Storage.prototype.setItem = () => { throw new DOMException("Full", "QuotaExceededError"); };
        IDBObjectStore.prototype.put = () => { throw new DOMException("Full", "QuotaExceededError"); };
        """;

    [Fact]
    public async Task After_a_failure_it_is_opened_again()
    {
        Expected.AddRange(["ERR_", "htmx:error"]);
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await page.EvaluateAsync(ThrowsOnce);
        await SayAsync(page, "One");
        await OnPostAsync(page, route => route.AbortAsync());
        await WriteAsync(page, "Two");
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(1);
        await page.ReloadAsync();

        await Assertions.Expect(Pending(page).Locator(".body")).ToHaveTextAsync(["Two"]);
    }

    [Fact]
    public async Task Where_it_never_answers_texts_are_sent_all_the_same_and_are_there_after_a_reload()
    {
        Expected.AddRange(["ERR_", "htmx:error"]);
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await page.AddInitScriptAsync(NeverOpens);
        await OpenAsync(page, discussion);
        await WriteAsync(page, ["one", "two"]);
        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one", "two"]);
        await OnPostAsync(page, route => route.AbortAsync());
        await WriteAsync(page, ["three", "four"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(2);
        await page.ReloadAsync();
        await Assertions.Expect(Pending(page).Locator(".body")).ToHaveTextAsync(["three", "four"]);
        await page.UnrouteAllAsync();
        await LineIsBackAsync(page);

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one", "two", "three", "four"]);
    }

    [Fact]
    public async Task A_tab_that_dies_while_it_never_answers_leaves_its_text_in_the_field()
    {
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await page.AddInitScriptAsync(NeverOpens);
        await page.Clock.InstallAsync();
        await OpenAsync(page, discussion);
        await StopClockAsync(page); // so it goes on waiting
        await WriteAsync(page, "Keep me");
        await Composer(page).PressSequentiallyAsync("And me");
        await CrashAsync(page);
        var next = await page.Context.NewPageAsync();
        await OpenAsync(next, discussion);

        await Assertions.Expect(Composer(next)).ToHaveValueAsync("Keep me\nAnd me");
    }

    [Fact]
    public async Task What_stops_answering_takes_nothing_along_that_was_there_before()
    {
        Expected.AddRange(["ERR_", "htmx:error"]);
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await OnPostAsync(page, route => route.AbortAsync());
        await WriteAsync(page, "one");
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(1);
        await page.EvaluateAsync("() => { IDBDatabase.prototype.transaction = () => ({ objectStore: () => ({ get: () => ({}) }), abort() {} }); }");
        await WriteAsync(page, "two");
        await Assertions.Expect(Pending(page).Locator(".body")).ToHaveTextAsync(["one", "two"]);
        await page.UnrouteAllAsync();
        await LineIsBackAsync(page);

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one", "two"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_discarded_while_it_did_not_answer_is_not_sent_when_it_answers_again()
    {
        Expected.AddRange(["ERR_", "htmx:error"]);
        var page = await SignedInAsync();
        await page.Clock.InstallAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await OnPostAsync(page, route => route.AbortAsync());
        await WriteAsync(page, "one");
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(1);
        await page.EvaluateAsync("""
            () => {
              const { transaction } = IDBDatabase.prototype;
              window.answerAgain = () => { IDBDatabase.prototype.transaction = transaction; };
              IDBDatabase.prototype.transaction = () => ({ objectStore: () => ({ get: () => ({}) }), abort() {} });
            }
            """);
        await WriteAsync(page, "two");
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(2);
        await page.Clock.FastForwardAsync("01:01");
        await Button(page, "Discard").First.ClickAsync();
        await Assertions.Expect(Pending(page).Locator(".body")).ToHaveTextAsync(["two"]);
        await page.EvaluateAsync("() => answerAgain()");
        await page.UnrouteAllAsync();
        await page.Clock.FastForwardAsync("00:31");
        await LineIsBackAsync(page);

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["two"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Where_it_never_answers_one_can_sign_out()
    {
        var page = await SignedInAsync();
        await page.AddInitScriptAsync(NeverOpens);
        await page.GotoAsync("/tablos");
        await Button(page, "Sign out").ClickAsync();

        await ArriveAsync(page, "/sign-in");
    }

    [Fact]
    public async Task What_failed_for_one_page_is_sent_by_the_next_that_is_well()
    {
        Expected.AddRange(["ERR_", "htmx:error"]);
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        await page.AddInitScriptAsync(NeverOpens);
        await OpenAsync(page, discussion);
        await OnPostAsync(page, route => route.AbortAsync());
        await WriteAsync(page, ["one", "two"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(2);
        await page.CloseAsync();
        var next = await page.Context.NewPageAsync();
        await OpenAsync(next, discussion);

        await Assertions.Expect(next.Locator("#rows .body")).ToHaveTextAsync(["one", "two"]);
        await Assertions.Expect(Pending(next)).ToHaveCountAsync(0);
        await next.ReloadAsync();
        await Assertions.Expect(Rows(next)).ToHaveCountAsync(2);
        await Assertions.Expect(Pending(next)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Where_all_of_it_is_full_texts_are_sent_and_nobody_leaves_them_behind_unasked()
    {
        Expected.AddRange(["ERR_", "htmx:error"]);
        var page = await SignedInAsync();
        await page.AddInitScriptAsync(IsFull);
        await OpenAsync(page, await CreateTabloAsync(page));
        await SayAsync(page, "One");
        await OnPostAsync(page, route => route.AbortAsync());
        await WriteAsync(page, "Two");
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(1);
        var asked = new TaskCompletionSource<string>();
        page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.DismissAsync();
        };
        await page.CloseAsync(new() { RunBeforeUnload = true });

        Assert.Equal("beforeunload", await asked.Task.WaitAsync(Ct));
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(1);
    }
}
