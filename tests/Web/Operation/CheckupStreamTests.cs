using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Web.Operation;

namespace Xtablo.Web.Tests.Operation;

public sealed class CheckupStreamTests(SqliteApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_the_keys_is_told_how_the_request_arrived_in_frames_like_those_of_streams()
    {
        using var answer = await app.Visitor().GetAsync(app.Services.GetRequiredService<CheckupStream>().NewPath());
        var text = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream; charset=utf-8", $"{answer.Content.Headers.ContentType}");
        Assert.Equal("no", Assert.Single(answer.Headers.GetValues("X-Accel-Buffering")));
        Assert.Equal(CheckupStream.Frames, text.Split("event: arrival\n").Length - 1);
    }

    [Fact]
    public async Task To_everyone_else_and_after_a_minute_it_is_as_if_there_were_nothing()
    {
        var keys = app.Services.GetRequiredService<IDataProtectionProvider>();
        var protector = keys.CreateProtector("Xtablo.Operation.CheckupStream").ToTimeLimitedDataProtector();
        string[] tokens =
        [
            "guessed",
            protector.Protect("doctor", TimeProvider.System.GetUtcNow().AddSeconds(-1)),
            keys.CreateProtector("Xtablo.Hosting.Keys").Protect("anything"),
        ];
        var nothing = await AnswerAsync("/nowhere/guessed");
        Assert.Equal(HttpStatusCode.NotFound, nothing.Status);

        foreach (var token in tokens)
        {
            Assert.Equal(nothing, await AnswerAsync($"/doctor/{token}"));
        }

        Assert.NotEqual(nothing, await AnswerAsync($"/doctor/{protector.Protect("doctor", TimeSpan.FromMinutes(1))}")); // or this proves nothing
    }

    private async Task<(HttpStatusCode Status, string Headers, string Text)> AnswerAsync(string path)
    {
        using var answer = await app.Visitor().GetAsync(path);
        return (answer.StatusCode, $"{answer.Headers}{answer.Content.Headers}", await answer.Content.ReadAsStringAsync(Ct));
    }
}
