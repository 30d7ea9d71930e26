using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests.Discussions;

/// <summary>What happens to posts that share a commit when PostgreSQL, or someone beside it, does not let them.</summary>
public sealed class LanesInTroubleTests(OnPostgresServer xtablo) : IClassFixture<OnPostgresServer>, IAsyncLifetime
{
    private readonly NpgsqlConnection _beside = new(xtablo.Tables.ConnectionString);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _beside.OpenAsync(Ct);

    public async ValueTask DisposeAsync()
    {
        xtablo.Get<TestServices.HeardEvents>().Then = _ => Task.CompletedTask;
        await _beside.DisposeAsync();
    }

    [Fact]
    public async Task A_discussion_that_someone_else_has_locked_holds_up_no_other_of_its_lane()
    {
        var (ada, locked) = await xtablo.TabloAsync();
        var (bob, other) = await xtablo.TabloAsync();
        for (var database = xtablo.Get<Database>(); database.LaneOf(other) != database.LaneOf(locked);)
        {
            (bob, other) = await xtablo.TabloAsync();
        }

        await using var transaction = await LockAsync(locked);
        var waiting = Enumerable.Range(1, 3).Select(i => xtablo.PostAsync(locked, ada, $"{i}")).ToList();
        for (var i = 0; i < 20; i++)
        {
            await xtablo.PostAsync(other, bob, $"{i}").WaitAsync(TimeSpan.FromSeconds(5), Ct);
        }

        Assert.All(waiting, post => Assert.False(post.IsCompleted));
        await transaction.RollbackAsync(Ct);
        await Task.WhenAll(waiting);
        Assert.Equal(["1", "2", "3"], await TextsAsync(locked));
    }

    [Fact]
    public async Task Who_waits_outlasts_a_writer_that_is_stuck()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var said = (await xtablo.PostAsync(tablo, ada, "Shall we?"))!.Message;
        await using var db = xtablo.Get<Database>().Open();
        await using var stuck = await xtablo.Get<Database>().BeginWriteAsync(db); // PostgreSQL ends it after a while
        await xtablo.Get<Database>().LockAsync(db, tablo);

        var edited = await xtablo.Get<IDiscussions>().ChangeAsync(
            tablo, Needs.Message(said.Id) + Needs.Replies(said.Id),
            discussion => discussion.Edit(ada.Id, said.Id, MessageBody.From("We shall."), revision: null, DateTimeOffset.UnixEpoch));

        Assert.Equal("We shall.", edited!.Body);
    }

    [Fact]
    public async Task When_its_connection_breaks_in_the_middle_nothing_of_a_batch_is_stored_and_it_can_be_sent_again()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var keys = Enumerable.Range(0, 5).Select(_ => ClientId.New()).ToList();
        await using var transaction = await LockAsync(tablo);
        var posts = keys.Select((key, i) => xtablo.PostAsync(tablo, ada, $"{i}", key)).ToList();
        while (await EndWhoWaitsAsync() == 0)
        {
            await Task.Delay(20, Ct);
        }

        var first = await Task.WhenAny(posts);
        await transaction.RollbackAsync(Ct);
        await Task.WhenAll(posts).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.True(xtablo.Get<Database>().IsOutage((await Assert.ThrowsAnyAsync<Exception>(() => first)).GetBaseException()));
        var stored = (await Task.WhenAll(posts.Where(post => post.IsCompletedSuccessfully))).Select(posting => posting!.Message.Body!);
        Assert.Equal(stored.Order(StringComparer.Ordinal), (await TextsAsync(tablo)).Order(StringComparer.Ordinal));
        await Task.WhenAll(keys.Select((key, i) => xtablo.PostAsync(tablo, ada, $"{i}", key)));
        Assert.Equal(["0", "1", "2", "3", "4"], (await TextsAsync(tablo)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_the_database_refuses_at_the_commit_fails_alone_and_leaves_no_gap()
    {
        await TellAsync(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              IF NEW.body = 'forbidden' THEN RAISE EXCEPTION 'forbidden' USING ERRCODE = '23514'; END IF; RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON messages DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse();
            """);
        var (ada, tablo) = await xtablo.TabloAsync();
        var held = await xtablo.HoldAsync(tablo, ada);
        var posts = ((string[])["1", "2", "forbidden", "3"]).ToDictionary(text => text, text => xtablo.PostAsync(tablo, ada, text));
        held.SetResult();
        await Task.WhenAll(posts.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        await TellAsync("DROP FUNCTION refuse CASCADE");

        Assert.Equal(["forbidden"], posts.Where(post => post.Value.IsFaulted).Select(post => post.Key));
        Assert.Equal(["1", "2", "3", "held"], (await TextsAsync(tablo)).Order(StringComparer.Ordinal));
        Assert.Equal(4, (await xtablo.PostAsync(tablo, ada, "next"))!.Message.Number - 1);
    }

    [Fact]
    public async Task More_posts_than_may_wait_are_refused_at_once_and_those_that_wait_are_stored()
    {
        const int MayWait = 2000;
        var (ada, tablo) = await xtablo.TabloAsync();
        var held = await xtablo.HoldAsync(tablo, ada);
        var waiting = Enumerable.Range(0, MayWait).Select(i => xtablo.PostAsync(tablo, ada, $"{i}")).ToList();
        var tooMany = xtablo.PostAsync(tablo, ada, "too many");

        Assert.True(tooMany.IsFaulted);
        await Assert.ThrowsAsync<TimeoutException>(() => tooMany);
        held.SetResult();
        await Task.WhenAll(waiting);
        Assert.Equal(MayWait + 2, (await xtablo.PostAsync(tablo, ada, "next"))!.Message.Number);
    }

    [Fact]
    public async Task A_batch_that_stores_each_row_slowly_ends_in_time_for_all_who_wait_for_it()
    {
        await TellAsync(
            """
            CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              IF NEW.body LIKE 'slow%' THEN PERFORM pg_sleep(1); END IF; RETURN NEW; END $$;
            CREATE TRIGGER dawdle BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION dawdle();
            """);
        var (ada, tablo) = await xtablo.TabloAsync();
        var held = await xtablo.HoldAsync(tablo, ada);
        var posts = Enumerable.Range(0, 32).Select(i => xtablo.PostAsync(tablo, ada, $"slow {i}")).ToList();
        var begun = Stopwatch.GetTimestamp();
        held.SetResult();
        await Task.WhenAll(posts).ContinueWith(_ => { }, TaskScheduler.Default);
        var took = Stopwatch.GetElapsedTime(begun);
        await TellAsync("DROP FUNCTION dawdle CASCADE");

        Assert.All(posts, post => Assert.True(post.IsFaulted)); // 32 s of work, of which PostgreSQL allows a statement 6
        Assert.InRange(took, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
        Assert.Equal(["held"], await TextsAsync(tablo));
        await xtablo.PostAsync(tablo, ada, "at once");
    }

    [Fact]
    public async Task Whoever_goes_on_slowly_after_a_commit_holds_up_no_other()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        using var gate = new ManualResetEventSlim();
        var held = await xtablo.HoldAsync(tablo, ada);
        var slow = xtablo.PostAsync(tablo, ada, "slow")
            .ContinueWith(_ => gate.Wait(Ct), Ct, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var beside = xtablo.PostAsync(tablo, ada, "in the same commit");
        held.SetResult();

        await beside.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        await xtablo.PostAsync(tablo, ada, "in the next").WaitAsync(TimeSpan.FromSeconds(20), Ct);

        Assert.False(slow.IsCompleted);
        gate.Set();
        await slow;
    }

    private async Task<NpgsqlTransaction> LockAsync(TabloId tablo)
    {
        var transaction = await _beside.BeginTransactionAsync(Ct);
        await using var command = new NpgsqlCommand("SELECT head FROM discussions WHERE tablo_id = $1 FOR UPDATE", _beside, transaction);
        command.Parameters.AddWithValue(tablo.Value);
        await command.ExecuteScalarAsync(Ct);
        return transaction;
    }

    /// <summary>Ends the connections of this database that wait for a lock. Returns how many there were.</summary>
    private async Task<long> EndWhoWaitsAsync()
    {
        await using var another = new NpgsqlConnection(xtablo.Tables.ConnectionString);
        await another.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", another);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private async Task TellAsync(string statements)
    {
        await using var command = new NpgsqlCommand(statements, _beside);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private async Task<List<string>> TextsAsync(TabloId tablo)
    {
        await using var db = xtablo.Get<Database>().Open();
        return await db.Database
            .SqlQuery<string>($"SELECT body AS \"Value\" FROM messages WHERE tablo_id = {tablo.Value} ORDER BY number").ToListAsync(Ct);
    }
}
