using Xtablo.Application.Discussions;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Tests.Discussions;

/// <summary>What a post costs the database, and what a page does, as its driver tells.</summary>
public sealed class StatementsTests(OnPostgresServer xtablo) : IClassFixture<OnPostgresServer>
{
    [Fact]
    public async Task A_post_at_rest_is_six_prepared_statements_in_one_transaction_of_two_round_trips()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        await xtablo.PostAsync(tablo, ada, "the first, which reads the discussion too");
        using var sent = new SentStatements(xtablo.Tables);

        await xtablo.PostAsync(tablo, ada, "the second");

        Assert.Equal(2, sent.RoundTrips.Count);
        Assert.All(sent.RoundTrips, trip => Assert.True(trip.IsPrepared, trip.Text));
        Assert.Equal(["BEGIN", "SELECT", "SELECT", "UPDATE", "INSERT", "INSERT", "WITH", "COMMIT"], sent.Statements);
    }

    [Fact]
    public async Task Posts_that_share_a_commit_are_no_more_statements_than_one()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var held = await xtablo.HoldAsync(tablo, ada);
        using var sent = new SentStatements(xtablo.Tables);
        var posts = Enumerable.Range(1, 20).Select(i => xtablo.PostAsync(tablo, ada, $"{i}")).ToList();
        held.SetResult();
        await Task.WhenAll(posts);
        xtablo.Get<TestServices.HeardEvents>().Then = _ => Task.CompletedTask;

        Assert.Equal(8, sent.Statements.Count());
    }

    [Fact]
    public async Task Nor_are_posts_of_many_commits_more_than_that_for_each()
    {
        const int Most = 64; // in a commit
        var (ada, tablo) = await xtablo.TabloAsync();
        var held = await xtablo.HoldAsync(tablo, ada);
        using var sent = new SentStatements(xtablo.Tables);
        var posts = Enumerable.Range(1, 200).Select(i => xtablo.PostAsync(tablo, ada, $"{i}")).ToList();
        held.SetResult();
        await Task.WhenAll(posts);
        xtablo.Get<TestServices.HeardEvents>().Then = _ => Task.CompletedTask;

        Assert.Equal(8 * ((200 + Most - 1) / Most), sent.Statements.Count());
    }

    [Fact]
    public async Task A_page_of_a_discussion_in_which_nothing_changed_is_one_statement()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        await xtablo.PostAsync(tablo, ada, "one");
        await PageAsync();
        using var sent = new SentStatements(xtablo.Tables);
        await PageAsync();

        Assert.Equal(["SELECT"], sent.Statements);

        Task<DiscussionPage?> PageAsync() => xtablo.Get<IDiscussionReader>().PageAsync(tablo, ada.Id, new Window(), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task How_all_tablos_end_is_one_statement_of_which_the_counts_for_streams_know_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        var (ada, tablo) = await xtablo.TabloAsync();
        for (var i = 0; i < 3; i++)
        {
            var another = await xtablo.Services.DoAsync<CreateTablo, TabloId>(new(ada, $"Site {i}"));
            await xtablo.PostAsync(another, ada, "the last");
        }

        using var sent = new SentStatements(xtablo.Tables);
        var last = await xtablo.Get<ITabloReader>().LastRowsAsync(ada.Id, ct);
        Assert.Equal((4, null), (last.Count, last[tablo].Row));
        Assert.Single(sent.RoundTrips, trip => trip.Text.Contains("messages", StringComparison.Ordinal)); // what else is read is not of it
        await xtablo.Get<ITabloReader>().ListAsync(ada.Id, ct);

        Assert.Single(sent.RoundTrips, trip => trip.Text.Contains("last_number", StringComparison.Ordinal));
    }
}
