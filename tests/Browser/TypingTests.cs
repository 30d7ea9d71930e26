using System.Collections.Concurrent;
using Xtablo.Application.Presence;

namespace Xtablo.Browser.Tests;

/// <summary>Who writes is seen by the others.</summary>
public sealed class TypingTests(RunningXtablo xtablo) : TogetherTest(xtablo)
{
    [Fact]
    public async Task Who_types_is_seen_and_no_more_when_the_message_has_come()
    {
        var (ada, bob, discussion) = await TeamAsync();
        await ada.Clock.InstallAsync();
        await bob.Clock.InstallAsync();
        await OpenAsync(ada, discussion);
        await OpenAsync(bob, discussion);
        await StopClockAsync(ada); // else she would forget him by herself
        await StopClockAsync(bob); // and he would say that he has stopped
        await Composer(bob).PressSequentiallyAsync("On my way");

        await Assertions.Expect(Typing(ada)).ToHaveTextAsync("Bob Byron is typing…");
        await Assertions.Expect(Typing(bob)).ToBeEmptyAsync();
        await ada.EvaluateAsync(
            """
            () => new MutationObserver(() => {
              window.seen = document.getElementById("typing").textContent;
            }).observe(document.getElementById("rows"), { childList: true })
            """); // observed after ours: at the very moment in which the row comes
        await Composer(bob).PressAsync("Enter");
        await Assertions.Expect(Rows(ada).Locator(".body")).ToHaveTextAsync("On my way");
        Assert.Equal("", await ada.EvaluateAsync<string>("() => window.seen"));
    }

    [Fact]
    public async Task Who_edits_is_seen_too_until_the_edit_has_come()
    {
        var (ada, bob, discussion) = await TeamAsync();
        await SaidBeforeAsync(bob, discussion, "Frist");
        await ada.Clock.InstallAsync();
        await OpenAsync(ada, discussion);
        await OpenAsync(bob, discussion);
        await StopClockAsync(ada);
        await Composer(bob).PressAsync("ArrowUp");
        var field = await EditFieldAsync(bob);
        await field.PressSequentiallyAsync("!");
        await Assertions.Expect(Typing(ada)).ToHaveTextAsync("Bob Byron is typing…");

        await field.PressAsync("Enter");

        await Assertions.Expect(Rows(ada).Locator(".body")).ToHaveTextAsync("Frist!");
        await Assertions.Expect(Typing(ada)).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Who_stops_is_forgotten_five_seconds_after_the_last_key()
    {
        var (ada, bob, discussion) = await TeamAsync();
        await bob.Clock.InstallAsync();
        await ada.Clock.InstallAsync();
        await OpenAsync(ada, discussion);
        await OpenAsync(bob, discussion);
        await StopClockAsync(bob);
        await StopClockAsync(ada); // or she would forget him by herself
        await Composer(bob).PressAsync("H");
        await Assertions.Expect(Typing(ada)).ToContainTextAsync("is typing");
        await bob.Clock.RunForAsync("00:02");
        await Composer(bob).PressAsync("m");
        var told = new ConcurrentQueue<string>();
        bob.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/typing", StringComparison.Ordinal))
            {
                told.Enqueue(request.PostData!);
            }
        };
        await bob.Clock.RunForAsync(4900);
        Assert.Equal(["on=true"], told); // of the second key: three seconds after the first
        await Assertions.Expect(Typing(ada)).ToContainTextAsync("is typing");

        await bob.Clock.RunForAsync(200);

        await Assertions.Expect(Typing(ada)).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Of_whom_nothing_more_is_heard_nothing_is_shown_after_five_seconds()
    {
        var (ada, bob, discussion) = await TeamAsync();
        await ada.Clock.InstallAsync();
        await OpenAsync(ada, discussion);
        await OpenAsync(bob, discussion);
        await StopClockAsync(ada);
        await Composer(bob).PressAsync("H");
        await Assertions.Expect(Typing(ada)).ToContainTextAsync("is typing");
        await bob.CloseAsync();

        await ada.Clock.RunForAsync(4900);
        await Assertions.Expect(Typing(ada)).ToContainTextAsync("is typing");
        await ada.Clock.RunForAsync(200);
        await Assertions.Expect(Typing(ada)).ToBeEmptyAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_list_does_not_move_by_a_pixel_whoever_types(bool isAtTheEnd)
    {
        var (ada, bob, discussion) = await TeamAsync();
        await SaidBeforeAsync(ada, discussion, Enumerable.Range(1, 40).Select(i => $"Message {i}"));
        await OpenAsync(ada, discussion);
        await ada.Locator("#log").EvaluateAsync("(log, top) => { log.scrollTop = top; }", isAtTheEnd ? 100_000 : 200);
        var before = await PlaceAsync(ada);
        for (var i = 0; i < 5; i++)
        {
            await SayTypingAsync(bob, discussion, on: true);
            await Assertions.Expect(Typing(ada)).ToContainTextAsync("is typing");
            Assert.Equal(before, await PlaceAsync(ada));
            await SayTypingAsync(bob, discussion, on: false);
            await Assertions.Expect(Typing(ada)).ToBeEmptyAsync();
            Assert.Equal(before, await PlaceAsync(ada));
        }
    }

    [Fact]
    public async Task Who_typed_and_sent_while_the_line_was_cut_is_not_shown_as_typing_when_it_is_back()
    {
        var (ada, bob, discussion) = await TeamAsync();
        await ada.Context.OwnLinesAsync();
        await OpenAsync(ada, discussion);
        await SayTypingAsync(bob, discussion, on: true);
        await Assertions.Expect(Typing(ada)).ToContainTextAsync("is typing");
        await ada.BreakLineAsync();
        await SayTypingAsync(bob, discussion, on: true);
        await SaidBeforeAsync(bob, discussion, "Sent meanwhile");
        await ada.ComeBackAsync();
        await Assertions.Expect(Rows(ada).Last).ToContainTextAsync("Sent meanwhile");

        await Assertions.Expect(Typing(ada)).ToBeEmptyAsync(new() { Timeout = 4000 }); // after five it would be forgotten anyway
    }

    private Task<bool> SayTypingAsync(IPage page, string discussion, bool on) =>
        Services.DoAsync<SayTyping, bool>(new(Insider.TabloOf(discussion), PersonOf(page), IsHidden: false, on));

    [Fact]
    public async Task All_typing_is_forgotten_when_a_line_is_ready()
    {
        var (ada, bob, discussion) = await TeamAsync();
        await ada.Context.OwnLinesAsync();
        await OpenAsync(ada, discussion);
        await OpenAsync(bob, discussion);
        await Composer(bob).PressSequentiallyAsync("Going on");
        await Assertions.Expect(Typing(ada)).ToContainTextAsync("is typing");

        await ada.ComeBackAsync();

        await Assertions.Expect(Typing(ada)).ToBeEmptyAsync(new() { Timeout = 4000 });
    }

    private static Task<string> PlaceAsync(IPage page) => page.EvaluateAsync<string>(
        """
        () => JSON.stringify([document.getElementById("log").scrollTop,
          ...["#rows > li:last-child", "#composer", "#log"].map((each) => document.querySelector(each).getBoundingClientRect())])
        """);
}
