using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Members;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Tests.Discussions;

/// <summary>Many posts in one commit: a first one is held after its commit, so that those behind it come together.</summary>
public abstract class LaneTests : IDisposable
{
    private readonly TestServices _xtablo;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<double> _commits = [];

    protected LaneTests(TestServices xtablo)
    {
        _xtablo = xtablo;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "xtablo.commit.posts" && instrument.Meter.Scope == xtablo.Get<IMeterFactory>())
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, posts, _, _) => _commits.Enqueue(posts));
        _listener.Start();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Posts_that_come_during_a_commit_share_the_next_one()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        var held = await _xtablo.HoldAsync(tablo, ada);
        var posts = Enumerable.Range(1, 5).Select(i => _xtablo.PostAsync(tablo, ada, $"{i}")).ToList();
        held.SetResult();

        Assert.Equal(["1", "2", "3", "4", "5"], (await Task.WhenAll(posts)).Select(posting => posting!.Message.Body));
        Assert.Equal([1, 5], _commits);
        Assert.Equal(["held", "1", "2", "3", "4", "5"], await TextsAsync(tablo));
        Assert.Equal(
            Enumerable.Range(1, 6).Select(i => (long)i),
            _xtablo.Get<TestServices.HeardEvents>().Posted.Where(e => e.TabloId == tablo).Select(e => e.Entry.Sequence));
    }

    [Fact]
    public async Task What_breaks_a_rule_fails_alone_and_leaves_no_gap()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        var (bob, _) = await _xtablo.TabloAsync();
        var known = ClientId.New();
        await _xtablo.PostAsync(tablo, ada, "first", known);
        var held = await _xtablo.HoldAsync(tablo, ada);
        var before = _xtablo.PostAsync(tablo, ada, "before");
        var stranger = _xtablo.PostAsync(tablo, bob, "let me in");
        var otherText = _xtablo.PostAsync(tablo, ada, "another text", known);
        var repeat = _xtablo.PostAsync(tablo, ada, "first", known);
        var after = _xtablo.PostAsync(tablo, ada, "after");
        held.SetResult();

        Assert.Equal("discussion.not-a-member", (await Assert.ThrowsAsync<RefusedException>(() => stranger)).Code);
        Assert.Equal("client-id.other-text", (await Assert.ThrowsAsync<RefusedException>(() => otherText)).Code);
        Assert.Equal((true, 1L), ((await repeat)!.IsRepeat, (await repeat)!.Message.Number));
        Assert.Equal((3L, 4L), ((await before)!.Message.Number, (await after)!.Message.Number));
        Assert.Equal(["first", "held", "before", "after"], await TextsAsync(tablo));
    }

    [Fact]
    public async Task The_same_key_twice_in_one_commit_is_one_message()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        var key = ClientId.New();
        var held = await _xtablo.HoldAsync(tablo, ada);
        var (one, same) = (_xtablo.PostAsync(tablo, ada, "once", key), _xtablo.PostAsync(tablo, ada, "once", key));
        var other = _xtablo.PostAsync(tablo, ada, "not the same", key);
        held.SetResult();

        Assert.Equal((await one)!.Message, (await same)!.Message);
        Assert.Equal((false, true), ((await one)!.IsRepeat, (await same)!.IsRepeat));
        Assert.Equal("client-id.other-text", (await Assert.ThrowsAsync<RefusedException>(() => other)).Code);
        Assert.Equal(["held", "once"], await TextsAsync(tablo));
    }

    [Fact]
    public async Task Whoever_was_removed_posts_nothing_more_however_busy_the_discussion_is()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        var (bob, _) = await _xtablo.TabloAsync();
        var secret = await DoAsync<InviteToTablo, Secret?>(new(tablo, ada.Id, null, null, null));
        await DoAsync<JoinTablo, TabloId>(new(bob, secret!.Text));
        await _xtablo.PostAsync(tablo, bob, "I am in"); // now the lane remembers
        await DoAsync<RemoveMember, bool>(new(tablo, ada, bob.Id));

        Assert.Equal("discussion.not-a-member", (await Assert.ThrowsAsync<RefusedException>(() => _xtablo.PostAsync(tablo, bob, "Still"))).Code);
        await _xtablo.PostAsync(tablo, ada, "Go on");
        Assert.Equal(4, (await _xtablo.Get<ILog>().ReadAfterAsync(tablo, 0, 200, Ct)).Head); // admitted, post, removed, post
    }

    [Fact]
    public async Task A_tablo_that_was_deleted_takes_no_post_however_busy_it_was()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        await _xtablo.PostAsync(tablo, ada, "there");
        await DoAsync<DeleteTablo, bool>(new(tablo, ada.Id, "Rue Oberkampf 12"));

        Assert.Null(await _xtablo.PostAsync(tablo, ada, "gone"));
        Assert.Null(await _xtablo.PostAsync(TabloId.New(), ada, "never was"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // as when the answer was lost
    public async Task What_is_posted_is_no_draft_any_more(bool isRepeat)
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        var (key, other) = (ClientId.New(), ClientId.New());
        if (isRepeat)
        {
            await _xtablo.PostAsync(tablo, ada, "Hello", key);
        }

        await _xtablo.Get<IDrafts>().KeepAsync(tablo, ada.Id, new Draft("Hello", key), Ct);
        await _xtablo.PostAsync(tablo, ada, "Something else", other);
        Assert.Equal(1, await DraftsAsync(tablo));
        await _xtablo.PostAsync(tablo, ada, "Hello", key);

        Assert.Equal(0, await DraftsAsync(tablo));
    }

    [Fact]
    public async Task The_read_mark_of_each_author_is_at_their_last_message()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        var held = await _xtablo.HoldAsync(tablo, ada);
        var posts = Enumerable.Range(1, 3).Select(i => _xtablo.PostAsync(tablo, ada, $"{i}")).ToList();
        held.SetResult();
        await Task.WhenAll(posts);

        await using var db = _xtablo.Get<Database>().Open();
        Assert.Equal([4L], await db.Database.SqlQuery<long>($"SELECT number AS \"Value\" FROM read_marks WHERE tablo_id = {tablo.Value}").ToListAsync(Ct));
    }

    [Fact]
    public async Task What_the_lane_writes_is_what_the_context_would_write()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        foreach (var needs in (Needs[])[Needs.Nothing, Needs.Message(MessageId.New())]) // the second makes it a change of its own
        {
            var key = ClientId.New();
            await _xtablo.Get<IDiscussions>().ChangeAsync(
                tablo,
                Needs.PostedAs(ada.Id, key) + needs,
                discussion => discussion.Post(ada, key, MessageBody.From("the same 日本 🎉"), MessageId.New(), DateTimeOffset.UnixEpoch.AddMicroseconds(1_234_567)));
        }

        Assert.Equal([1], _commits);
        string[] differ = ["id", "number", "revision", "text_revision", "client_id", "sequence", "message_id"];
        foreach (var table in (string[])["messages", "log_entries"])
        {
            var rows = await RowsAsync(table, tablo);
            Assert.Equal(2, rows.Count);
            Assert.Equal(rows[1].ExceptBy(differ, column => column.Name), rows[0].ExceptBy(differ, column => column.Name));
            Assert.Equal(rows[1].Select(column => column.Type), rows[0].Select(column => column.Type));
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _xtablo.Get<TestServices.HeardEvents>().Then = _ => Task.CompletedTask;
        GC.SuppressFinalize(this);
    }

    private async Task<IEnumerable<string?>> TextsAsync(TabloId tablo) =>
        (await _xtablo.Get<ILog>().ReadAfterAsync(tablo, 0, 200, Ct)).Entries.Select(entry => entry.Message.Body);

    private async Task<int> DraftsAsync(TabloId tablo)
    {
        await using var db = _xtablo.Get<Database>().Open();
        return await db.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM drafts WHERE tablo_id = {tablo.Value}").SingleAsync(Ct);
    }

    private async Task<TResult> DoAsync<TCommand, TResult>(TCommand command)
    {
        await using var scope = _xtablo.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand, TResult>>().HandleAsync(command, Ct);
    }

    private async Task<List<List<(string Name, string Type, string Value)>>> RowsAsync(string table, TabloId tablo)
    {
        await using var db = _xtablo.Get<Database>().Open();
        await db.Database.OpenConnectionAsync(Ct);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE tablo_id = @tablo ORDER BY {(table == "messages" ? "number" : "sequence")}";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@tablo", tablo.Value);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<List<(string, string, string)>>();
        while (await reader.ReadAsync(Ct))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => (reader.GetName(i), reader.GetValue(i).GetType().Name, Text(reader, i)))]);
        }

        return rows;
    }

    private static string Text(DbDataReader reader, int column) =>
        reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : FormattableString.Invariant($"{reader.GetValue(column)}");

    public sealed class OnSqlite(OnSqliteFile xtablo) : LaneTests(xtablo), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer xtablo) : LaneTests(xtablo), IClassFixture<OnPostgresServer>;
}
