using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace Xtablo.Infrastructure.Tests.Discussions;

/// <summary>What a post costs the database, as its driver tells.</summary>
public sealed class StatementsOfAPostTests(OnPostgresServer xtablo) : IClassFixture<OnPostgresServer>
{
    [Fact]
    public async Task A_post_at_rest_is_six_prepared_statements_in_one_transaction_of_two_round_trips()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        await xtablo.PostAsync(tablo, ada, "the first, which reads the discussion too");
        using var sent = new Sent(xtablo);

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
        using var sent = new Sent(xtablo);
        var posts = Enumerable.Range(1, 20).Select(i => xtablo.PostAsync(tablo, ada, $"{i}")).ToList();
        held.SetResult();
        await Task.WhenAll(posts);
        xtablo.Get<TestServices.HeardEvents>().Then = _ => Task.CompletedTask;

        Assert.Equal(8, sent.Statements.Count());
    }

    /// <summary>What was sent to this database until it is disposed.</summary>
    private sealed class Sent : IDisposable
    {
        private readonly ActivityListener _listener;

        public Sent(TestServices xtablo)
        {
            var database = new NpgsqlConnectionStringBuilder(xtablo.Tables.ConnectionString).Database;
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Npgsql",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity =>
                {
                    if (activity.GetTagItem("db.namespace") is string name && name == database && activity.GetTagItem("db.query.text") is string text)
                    {
                        RoundTrips.Enqueue((text, activity.GetTagItem("db.npgsql.prepared") is true));
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public ConcurrentQueue<(string Text, bool IsPrepared)> RoundTrips { get; } = [];

        /// <summary>The first word of each.</summary>
        public IEnumerable<string> Statements => RoundTrips
            .SelectMany(trip => trip.Text.Split(";\n"))
            .Select(statement => statement.TrimStart().Split(' ', '\n')[0]);

        public void Dispose() => _listener.Dispose();
    }
}
