using System.Text.Json;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>What is read at another node, where no node wakes another.</summary>
public sealed class ReadElsewhereTests(ReadElsewhereTests.Nodes nodes) : IClassFixture<ReadElsewhereTests.Nodes>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Within_two_seconds_the_count_is_right_although_nobody_told()
    {
        var (ada, ben) = (await nodes.Here.SignedInAsync("Ada"), await nodes.Here.SignedInAsync("Ben"));
        var discussion = await ada.CreateTabloAsync();
        await ada.AdmitAsync(discussion, ben);
        await ben.SayAsync(discussion, "Read me");
        var elsewhere = await nodes.Elsewhere.ElsewhereAsync(ada);
        using var stream = await FollowAsync(ada);
        Assert.Equal(1, await UnreadAsync(stream));
        await CountIsToldAsync();

        using var read = await elsewhere.PostAsync($"{discussion}/read", new() { ["upTo"] = "100" });
        Assert.Equal(0, await InTwoSecondsAsync(UnreadAsync(stream)));

        using var unread = await elsewhere.PostAsync($"{discussion}/unread", new() { ["from"] = "1" });
        Assert.Equal(1, await InTwoSecondsAsync(UnreadAsync(stream)));
    }

    [Fact]
    public async Task Within_two_seconds_a_tablo_is_listed_that_was_made_elsewhere()
    {
        var ada = await nodes.Here.SignedInAsync("Ada");
        await ada.CreateTabloAsync();
        var elsewhere = await nodes.Elsewhere.ElsewhereAsync(ada);
        using var stream = await FollowAsync(ada);
        await UnreadAsync(stream);
        await CountIsToldAsync();

        var made = await elsewhere.CreateTabloByFormAsync("Made elsewhere");

        var told = await InTwoSecondsAsync(stream.NextAsync("unread"));
        Assert.Equal(made.Split('/')[2].Replace("-", "", StringComparison.Ordinal), JsonDocument.Parse(told.Data!).RootElement.GetProperty("tablo").GetString());
    }

    private static async Task<SseStream> FollowAsync(Visitor visitor) =>
        new(await visitor.Http.GetAsync("/stream", HttpCompletionOption.ResponseHeadersRead, Ct));

    private static async Task<int> UnreadAsync(SseStream stream) =>
        JsonDocument.Parse((await stream.NextAsync("unread")).Data!).RootElement.GetProperty("unread").GetInt32();

    /// <summary>A second in which nothing is to be told: what was counted may have been counted a little before.</summary>
    private Task CountIsToldAsync()
    {
        nodes.Clock.Advance(TimeSpan.FromSeconds(1));
        return Task.Delay(50, Ct);
    }

    /// <summary>Two seconds pass, and all that is under way may end meanwhile: it has a clock of its own.</summary>
    private async Task<T> InTwoSecondsAsync<T>(Task<T> told)
    {
        for (var quarter = 0; quarter < 8; quarter++)
        {
            nodes.Clock.Advance(TimeSpan.FromSeconds(0.25));
            await Task.WhenAny(told, Task.Delay(250, Ct));
        }

        return await told.WaitAsync(TimeSpan.FromSeconds(10), Ct);
    }

    public sealed class Nodes : Clocked<PostgresApp>
    {
        private AnotherApp? _elsewhere;

        public XtabloApp Here => App;

        public XtabloApp Elsewhere => _elsewhere ??= new(App.Database) { Time = Clock };

        public override async ValueTask DisposeAsync()
        {
            if (_elsewhere is not null)
            {
                await _elsewhere.DisposeAsync();
            }

            await base.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }

    private sealed class AnotherApp(TestDatabase database) : XtabloApp(new SameDatabase(database));
}
