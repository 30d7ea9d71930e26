using System.Collections.Concurrent;
namespace Xtablo.Browser.Tests;

/// <summary>Two browsers on one discussion: who is here, and who writes.</summary>
public sealed class TogetherTests(RunningXtablo xtablo) : TogetherTest(xtablo)
{
    [Fact]
    public async Task Who_opens_the_discussion_has_a_face_in_its_header_until_they_leave()
    {
        var (ada, bob, discussion) = await TeamAsync();
        await SaidBeforeAsync(bob, discussion, "Hello");
        await OpenAsync(ada, discussion);
        await Assertions.Expect(Present(ada)).ToBeHiddenAsync();

        await OpenAsync(bob, discussion);

        await Assertions.Expect(Present(ada)).ToHaveAttributeAsync("aria-label", "Here: \u2068Bob Byron\u2069");
        var (shown, written) = (Present(ada).Locator(".face"), Rows(ada).Locator(".face"));
        Assert.Equal(await written.TextContentAsync(), await shown.TextContentAsync());
        Assert.Equal(await written.GetAttributeAsync("class"), await shown.GetAttributeAsync("class"));
        await Assertions.Expect(Present(bob)).ToHaveAttributeAsync("aria-label", "Here: \u2068Ada Lovel\u2069");

        await bob.GotoAsync("/tablos");
        await Assertions.Expect(Present(ada)).ToBeHiddenAsync();
        await bob.GoBackAsync();
        await Assertions.Expect(Present(ada)).ToBeVisibleAsync();
        await bob.CloseAsync(new() { RunBeforeUnload = false });
        await Assertions.Expect(Present(ada)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Who_signs_out_is_gone()
    {
        var (ada, bob, discussion) = await TeamAsync();
        await OpenAsync(ada, discussion);
        await OpenAsync(bob, discussion);
        await Assertions.Expect(Present(ada)).ToBeVisibleAsync();

        await Button(bob, "Sign out").ClickAsync();

        await Assertions.Expect(Present(ada)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Who_leaves_one_of_two_tabs_is_still_here()
    {
        var (ada, bob, discussion) = await TeamAsync();
        await bob.Clock.InstallAsync();
        await OpenAsync(ada, discussion);
        await OpenAsync(bob, discussion);
        var other = await bob.Context.NewPageAsync();
        await OpenAsync(other, discussion);
        await bob.Clock.FastForwardAsync("00:03"); // what answers a frame does so seldom
        var saysSo = bob.WaitForRequestAsync("**/here");
        await other.GotoAsync("/tablos");
        await saysSo;

        await Assertions.Expect(Present(ada)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_tab_that_joins_the_line_of_another_sees_who_is_here_too()
    {
        var (ada, bob, discussion) = await TeamAsync();
        await OpenAsync(ada, discussion);
        await OpenAsync(bob, discussion);
        await Assertions.Expect(Present(bob)).ToBeVisibleAsync();
        var other = await bob.Context.NewPageAsync();

        await OpenAsync(other, discussion);

        await Assertions.Expect(Present(other)).ToHaveAttributeAsync("aria-label", "Here: \u2068Ada Lovel\u2069");
    }

    [Fact]
    public async Task A_name_written_from_right_to_left_stands_by_itself()
    {
        var (ada, dana, discussion) = await TeamAsync("!דנה");
        await OpenAsync(ada, discussion);
        await OpenAsync(dana, discussion);
        await Composer(dana).PressSequentiallyAsync("x");

        await Assertions.Expect(Typing(ada).Locator("bdi")).ToHaveTextAsync("!דנה");
        await Assertions.Expect(Present(ada)).ToHaveAttributeAsync("aria-label", "Here: \u2068!דנה\u2069");
    }

    [Fact]
    public async Task Off_is_off()
    {
        var (ada, bob, discussion) = await TeamAsync();
        await bob.GotoAsync("/account");
        await bob.GetByLabel("Do not show that I am here or typing").CheckAsync();
        await Button(bob, "Save").ClickAsync();
        await Assertions.Expect(bob.GetByText("Saved.")).ToBeVisibleAsync();
        var told = new ConcurrentQueue<string>();
        bob.Request += (_, request) => told.Enqueue(request.Url);
        await OpenAsync(ada, discussion);
        await OpenAsync(bob, discussion);
        await Composer(bob).PressSequentiallyAsync("Nobody knows");
        await Assertions.Expect(Present(bob)).ToBeVisibleAsync(); // of others one knows still

        await Assertions.Expect(Present(ada)).ToBeHiddenAsync();
        await Assertions.Expect(Typing(ada)).ToBeEmptyAsync();
        Assert.DoesNotContain(told, url => url.EndsWith("/here", StringComparison.Ordinal) || url.EndsWith("/typing", StringComparison.Ordinal));
    }
}
