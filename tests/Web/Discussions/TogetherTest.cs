using System.Net;
using System.Text.Json;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>Two who have a discussion open.</summary>
public abstract class TogetherTest(XtabloApp app)
{
    protected XtabloApp App => app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected static async Task SayAsync(Visitor who, string discussion, string what, string on = "true")
    {
        using var answer = await who.PostAsync($"{discussion}/{what}", new() { ["on"] = on });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>A stream that has said who is here.</summary>
    protected static async Task<SseStream> FollowedAsync(Visitor who, string discussion)
    {
        var stream = await who.FollowAsync(discussion);
        await stream.NextAsync("presence");
        return stream;
    }

    protected static async Task<SseStream> FollowManyAsync(Visitor who, string after) =>
        new(await who.Http.GetAsync(new Uri($"/stream?after={after}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Ct));

    protected static string HeadOf(SseFrame ready) => FollowingADiscussionTests.HeadOf(ready);

    protected static string[] Here(SseFrame frame) =>
        [.. JsonDocument.Parse(frame.Data!).RootElement.GetProperty("here").EnumerateArray().Select(each => each.GetProperty("id").GetString()!)];

    protected static bool IsOn(SseFrame frame) => JsonDocument.Parse(frame.Data!).RootElement.GetProperty("on").GetBoolean();

    protected async Task<(Visitor Ada, Visitor Bob, string Discussion)> TeamAsync()
    {
        var (ada, bob) = (await app.SignedInAsync(), await app.SignedInAsync("Bob"));
        var discussion = await ada.CreateTabloAsync();
        await ada.AdmitAsync(discussion, bob);
        return (ada, bob, discussion);
    }
}
