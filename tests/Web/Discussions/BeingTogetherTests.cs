namespace Xtablo.Web.Tests.Discussions;

/// <summary>Who is here, and who writes, as the streams tell it.</summary>
public abstract class BeingTogetherTests(XtabloApp app) : TogetherTest(app)
{
    [Fact]
    public async Task The_first_frame_after_ready_is_who_is_here_and_it_comes_again_when_that_changes()
    {
        var (ada, bob, discussion) = await TeamAsync();
        using var stream = await ada.FollowAsync(discussion);
        await stream.NextAsync("ready");
        var first = await stream.NextAsync();
        await SayAsync(bob, discussion, "here");
        var second = await stream.NextAsync();
        await SayAsync(bob, discussion, "here", "false");
        var third = await stream.NextAsync();

        var bobs = await bob.AccountIdAsync(discussion);
        Assert.Equal("event: presence\ndata: {\"here\":[],\"more\":0}", first!.Raw);
        Assert.Equal($"event: presence\ndata: {{\"here\":[{{\"id\":\"{bobs}\",\"name\":\"Bob\"}}],\"more\":0}}", second!.Raw);
        Assert.Equal(first.Raw, third!.Raw);
    }

    [Fact]
    public async Task A_stream_of_several_tablos_says_of_which_and_a_program_gets_the_same_frames()
    {
        var (ada, bob, discussion) = await TeamAsync();
        var tablo = discussion.Split('/')[2].Replace("-", "", StringComparison.Ordinal);
        await SayAsync(bob, discussion, "here");
        using var one = await ada.FollowAsync(discussion);
        using var several = await FollowManyAsync(ada, $"{tablo}.{HeadOf(await one.NextAsync("ready"))}");
        using var program = await (await ApiClient.OfAsync(ada)).FollowAsync(discussion.Split('/')[2]);
        SseStream[] streams = [one, several, program];
        var here = new List<SseFrame>();
        foreach (var stream in streams)
        {
            here.Add(await stream.NextAsync("presence"));
        }

        await SayAsync(bob, discussion, "typing");
        var typing = new List<SseFrame>();
        foreach (var stream in streams)
        {
            typing.Add(await stream.NextAsync("typing"));
        }

        var bobs = await bob.AccountIdAsync(discussion);
        Assert.Equal(here[0].Raw, here[2].Raw);
        Assert.Equal($"{{\"tablo\":\"{tablo}\",\"here\":[{{\"id\":\"{bobs}\",\"name\":\"Bob\"}}],\"more\":0}}", here[1].Data);
        Assert.Equal($"event: typing\ndata: {{\"id\":\"{bobs}\",\"name\":\"Bob\",\"on\":true}}", typing[0].Raw);
        Assert.Equal(typing[0].Raw, typing[2].Raw);
        Assert.Equal($"{{\"tablo\":\"{tablo}\",\"id\":\"{bobs}\",\"name\":\"Bob\",\"on\":true}}", typing[1].Data);
    }

    [Theory]
    [InlineData("post")]
    [InlineData("edit")]
    public async Task A_text_that_comes_is_not_being_written_any_more(string how)
    {
        var (ada, bob, discussion) = await TeamAsync();
        var said = await bob.SayAsync(discussion, "First");
        using var stream = await FollowedAsync(ada, discussion);
        await SayAsync(bob, discussion, "typing");
        Assert.True(IsOn(await stream.NextAsync("typing")));
        if (how == "post")
        {
            await bob.SayAsync(discussion, "Second");
        }
        else
        {
            using var edited = await bob.PostAsync($"{discussion}/messages/{said.Id}/edit", new() { ["body"] = "Edited" });
        }

        var frames = new[] { await stream.NextAsync(), await stream.NextAsync() }; // whichever is sooner
        Assert.Single(frames, frame => frame!.Event == "message");
        Assert.False(IsOn(Assert.Single(frames, frame => frame!.Event == "typing")!));
    }

    [Fact]
    public async Task Two_of_one_name_are_two()
    {
        var (ada, bob, discussion) = await TeamAsync();
        var namesake = await App.SignedInAsync("Bob");
        await ada.AdmitAsync(discussion, namesake);
        await SayAsync(bob, discussion, "here");
        await SayAsync(namesake, discussion, "here");

        SseFrame frame;
        using var stream = await ada.FollowAsync(discussion);
        do
        {
            frame = await stream.NextAsync("presence"); // the second may come a second later
        }
        while (Here(frame).Length < 2);

        Assert.Equal([await bob.AccountIdAsync(discussion), await namesake.AccountIdAsync(discussion)], Here(frame));
    }

    public sealed class OnSqlite(SqliteApp app) : BeingTogetherTests(app);

    public sealed class OnPostgres(PostgresApp app) : BeingTogetherTests(app);
}
