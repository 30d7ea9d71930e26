using System.Collections.Concurrent;

namespace Xtablo.Browser.Tests;

/// <summary>From the field to the row, when nothing goes wrong but people and lines are slow or too quick.</summary>
public sealed class SendingTests(RunningXtablo xtablo) : BrowserTest(xtablo)
{
    [Fact]
    public async Task A_message_shows_at_once_as_sending_and_its_row_takes_its_place()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        var line = new TaskCompletionSource();
        await OnPostAsync(page, async route =>
        {
            await line.Task.WaitAsync(Ct);
            await route.ContinueAsync();
        });
        await WriteAsync(page, "<b>Bold</b>\nof me");

        await Assertions.Expect(Pending(page).Locator(".body")).ToHaveTextAsync("<b>Bold</b>\nof me", new() { UseInnerText = true });
        await Assertions.Expect(Pending(page).Locator(".state")).ToHaveTextAsync("Sending…");
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("");
        await Assertions.Expect(Composer(page)).ToBeFocusedAsync();
        line.SetResult();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_row_that_comes_by_the_stream_before_the_answer_is_not_shown_twice()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        var line = new TaskCompletionSource();
        await OnPostAsync(page, async route =>
        {
            var answer = await route.FetchAsync();
            await line.Task.WaitAsync(Ct);
            await route.FulfillAsync(new() { Response = answer });
        });
        await WriteAsync(page, "Once");

        await Assertions.Expect(Rows(page)).ToHaveCountAsync(1);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
        line.SetResult();
        await SayAsync(page, "And on");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task The_order_is_kept_when_the_first_message_is_slow_and_at_most_one_is_on_its_way()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        var line = new TaskCompletionSource();
        var onTheWay = 0;
        var most = 0;
        await OnPostAsync(page, async route =>
        {
            most = Math.Max(most, Interlocked.Increment(ref onTheWay));
            await line.Task.WaitAsync(Ct);
            var answer = await route.FetchAsync();
            Interlocked.Decrement(ref onTheWay);
            await route.FulfillAsync(new() { Response = answer });
        });
        await WriteAsync(page, ["one", "two", "three"]);
        await Composer(page).FillAsync("fo");
        await Assertions.Expect(Pending(page).Locator(".body")).ToHaveTextAsync(["one", "two", "three"]);
        line.SetResult();

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one", "two", "three"]);
        await Assertions.Expect(Pending(page)).ToHaveCountAsync(0);
        await Assertions.Expect(Composer(page)).ToHaveValueAsync("fo");
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_double_click_sends_once()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await Composer(page).FillAsync("Once");
        await Button(page, "Send").DblClickAsync();
        await SayAsync(page, "After it");

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["Once", "After it"]);
    }

    [Fact]
    public async Task Nothing_is_sent_of_a_blank_text()
    {
        var page = await SignedInAsync();
        await OpenAsync(page, await CreateTabloAsync(page));
        await WriteAsync(page, " \n ");
        await SayAsync(page, "After it");

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["After it"]);
    }

    [Fact]
    public async Task Two_tabs_show_one_another_what_waits_and_never_send_it_at_the_same_time()
    {
        Expected.Add("503");
        var page = await SignedInAsync();
        var discussion = await CreateTabloAsync(page);
        var other = await page.Context.NewPageAsync();
        await OpenAsync(page, discussion);
        await OpenAsync(other, discussion);
        var onTheWay = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var posts = new ConcurrentQueue<bool>(); // was it sent by the other tab at the same time?
        async Task AnswerAsync(IRoute route)
        {
            posts.Enqueue(!onTheWay.TryAdd(route.Request.PostData!, true));
            if (posts.Count <= 2)
            {
                onTheWay.TryRemove(route.Request.PostData!, out _);
                await route.FulfillAsync(new() { Status = 503 });
            }
            else
            {
                await route.FulfillAsync(new() { Response = await route.FetchAsync() });
            }
        }

        await OnPostAsync(page, AnswerAsync);
        await OnPostAsync(other, AnswerAsync);
        await WriteAsync(page, ["one", "two"]);
        await Assertions.Expect(Pending(other).Locator(".body")).ToHaveTextAsync(["one", "two"]);
        await WriteAsync(other, "three");

        await Assertions.Expect(page.Locator("#rows .body")).ToHaveTextAsync(["one", "two", "three"]);
        await Assertions.Expect(other.Locator("#rows .body")).ToHaveTextAsync(["one", "two", "three"]);
        Assert.Equal([false, false, false, false, false], posts);
    }
}
