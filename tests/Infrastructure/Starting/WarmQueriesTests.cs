using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Application.Discussions;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Infrastructure.Starting;

namespace Xtablo.Infrastructure.Tests.Starting;

public sealed class WarmQueriesTests(OnOneConnection xtablo) : IClassFixture<OnOneConnection>
{
    [Fact]
    public async Task Who_comes_first_after_a_start_asks_nothing_that_was_not_asked_before_and_nothing_was_stored()
    {
        var ct = TestContext.Current.CancellationToken;
        var (ada, tablo) = await xtablo.TabloAsync();
        await xtablo.RestartAsync();
        using var before = new SentStatements(xtablo.Tables);
        await RunAsync(xtablo.Get<IEnumerable<IHostedService>>().OfType<WarmQueries>().Single());
        var known = before.RoundTrips.Select(trip => trip.Text).ToHashSet();
        Assert.DoesNotContain("COMMIT", before.Statements);

        var prepared = await PreparedAsync();

        using var sent = new SentStatements(xtablo.Tables);
        await xtablo.Get<ISessions>().FindAsync(SessionId.New(), ct);
        await xtablo.Get<ITabloReader>().ListAsync(ada.Id, ct);
        await xtablo.Get<ITabloReader>().LastRowsAsync(ada.Id, ct);
        await xtablo.Get<IDiscussionReader>().PageAsync(tablo, ada.Id, new Window(), ct);
        await xtablo.Get<IDiscussionReader>().MembershipsAsync([tablo], ada.Id, ct);
        var first = (await xtablo.PostAsync(tablo, ada, "the first"))!.Message.Id;
        await xtablo.Get<IDiscussions>().ChangeAsync(
            tablo, Needs.Message(first) + Needs.Replies(first),
            discussion => discussion.Edit(ada.Id, first, MessageBody.From("the first!"), revision: null, DateTimeOffset.UnixEpoch));

        Assert.All(sent.RoundTrips.Where(trip => !trip.IsPrepared), trip => Assert.Contains(trip.Text, known));
        Assert.NotEmpty(sent.RoundTrips);
        Assert.Equal(prepared, await PreparedAsync());

        Task<List<string>> PreparedAsync() => xtablo.AskAsync(
            "SELECT statement FROM pg_prepared_statements WHERE statement ~ 'unnest|FOR UPDATE' ORDER BY statement", row => row.GetString(0));
    }

    [Theory]
    [InlineData(typeof(TimeoutException))] // a database that is away
    [InlineData(typeof(InvalidOperationException))]
    public async Task What_goes_wrong_then_ends_no_server(Type failure)
    {
        var sessions = new Mock<ISessions>();
        sessions.Setup(each => each.FindAsync(It.IsAny<SessionId>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync((Exception)Activator.CreateInstance(failure)!);

        await RunAsync(ActivatorUtilities.CreateInstance<WarmQueries>(xtablo.Services, sessions.Object));

        sessions.VerifyAll();
    }

    private static async Task RunAsync(WarmQueries warm)
    {
        await warm.StartAsync(TestContext.Current.CancellationToken);
        await warm.ExecuteTask!;
    }
}
