using Xtablo.Application.Discussions;
using Xtablo.Application.Realtime;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Tests.Realtime;

/// <summary>Which streams count anew, once their counts are compared with the database.</summary>
public sealed class StaleCountsTests(OnPostgresServer xtablo) : IClassFixture<OnPostgresServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_was_told_the_present_state_is_left_alone()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        await xtablo.PostAsync(tablo, ada, "one");
        var (eve, _) = await xtablo.AccountAsync();
        using var stream = await ToldAsync(ada.Id);
        using var ofNothing = await ToldAsync(eve.Id);
        using var tellsNone = xtablo.Get<IRealtimeFeed>().Subscribe(new Watcher(ada.Id, SessionId.New().AsAccess()))!;

        await xtablo.Get<StaleCounts>().AskAsync(Ct);

        Assert.Equal((0, 0, 0), (stream.News, ofNothing.News, tellsNone.News));
    }

    [Fact]
    public async Task Whose_mark_moved_counts_anew_and_nobody_else()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var (ben, _) = await xtablo.TabloAsync();
        await xtablo.PostAsync(tablo, ada, "one");
        using var stream = await ToldAsync(ada.Id);
        using var other = await ToldAsync(ben.Id);

        await xtablo.Get<IReadMarks>().MoveBackAsync(tablo, ada.Id, 0, Ct);
        await xtablo.Get<StaleCounts>().AskAsync(Ct);

        Assert.Equal((1, 0), (stream.StoredNews, other.News));
    }

    [Fact]
    public async Task It_is_one_statement_for_all_streams_and_none_without_any()
    {
        var (ada, _) = await xtablo.TabloAsync();
        using (var sent = new SentStatements(xtablo.Tables))
        {
            await xtablo.Get<StaleCounts>().AskAsync(new HashSet<AccountId> { AccountId.New() }, Ct);
            Assert.Empty(sent.RoundTrips);
        }

        using var one = await ToldAsync(ada.Id);
        using var two = await ToldAsync(ada.Id);
        using var counted = new SentStatements(xtablo.Tables);
        await xtablo.Get<StaleCounts>().AskAsync(Ct);

        Assert.Single(counted.RoundTrips, trip => trip.Text.Contains("read_marks", StringComparison.Ordinal));
    }

    private async Task<IStreamSubscription> ToldAsync(AccountId account)
    {
        var stream = xtablo.Get<IRealtimeFeed>().Subscribe(new Watcher(account, SessionId.New().AsAccess()))!;
        var list = await xtablo.Get<ITabloReader>().ListAsync(account, Ct);
        stream.Told = new(list.Count, list.Sum(t => t.ReadMark), list.Sum(t => t.ReadSequence), list.Sum(t => t.Generation));
        return stream;
    }
}
