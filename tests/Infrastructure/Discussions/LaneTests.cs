using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Members;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
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
    public async Task Replies_and_reactions_share_the_commit_of_posts()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        var said = (await _xtablo.PostAsync(tablo, ada, "Shall we?"))!.Message;
        var held = await _xtablo.HoldAsync(tablo, ada);
        var thumb = ReactAsync(tablo, ada, said.Id, "👍");
        var reply = ReplyAsync(tablo, ada, said.Id, "Yes");
        var (post, other, again) = (_xtablo.PostAsync(tablo, ada, "And then?"), ReactAsync(tablo, ada, said.Id, "🎉"), ReactAsync(tablo, ada, said.Id, "👍"));
        held.SetResult();

        Assert.Equal("Shall we?", (await reply)!.Message.ReplyTo!.Excerpt);
        Assert.Equal((3L, 4L), ((await reply)!.Message.Number, (await post)!.Message.Number));
        Assert.Equal((3L, 6L, 6L), ((await thumb)!.Revision, (await other)!.Revision, (await again)!.Revision)); // the last changed nothing
        Assert.Equal([1, 1, 4], _commits);
        var stored = await MessageAsync(tablo, said.Id);
        Assert.Equal((1, 6L, "👍 🎉"), (stored.Replies, stored.Revision, string.Join(' ', stored.Reactions.Select(each => each.Emoji.Value))));
    }

    [Fact]
    public async Task An_answer_that_is_refused_fails_alone()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        var (bob, _) = await _xtablo.TabloAsync();
        var said = (await _xtablo.PostAsync(tablo, ada, "Shall we?"))!.Message;
        var held = await _xtablo.HoldAsync(tablo, ada);
        var unknown = ReplyAsync(tablo, ada, MessageId.New(), "To whom?");
        var stranger = ReactAsync(tablo, bob, said.Id, "👍");
        var reply = ReplyAsync(tablo, ada, said.Id, "Yes");
        held.SetResult();

        Assert.Equal("reply.unknown", (await Assert.ThrowsAsync<RefusedException>(() => unknown)).Code);
        Assert.Equal("discussion.not-a-member", (await Assert.ThrowsAsync<RefusedException>(() => stranger)).Code);
        Assert.Equal(3, (await reply)!.Message.Number);
        var stored = await MessageAsync(tablo, said.Id);
        Assert.Equal((1, said.Revision, 0), (stored.Replies, stored.Revision, stored.Reactions.Count));
    }

    [Fact]
    public async Task An_answer_to_what_was_changed_elsewhere_is_to_it_as_it_is_now()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        var said = (await _xtablo.PostAsync(tablo, ada, "before"))!.Message;
        await ReactAsync(tablo, ada, said.Id, "👍"); // now the lane remembers
        await _xtablo.Get<IDiscussions>().ChangeAsync(
            tablo, Needs.Message(said.Id) + Needs.Replies(said.Id), discussion => discussion.Edit(ada.Id, said.Id, MessageBody.From("after"), null, DateTimeOffset.UnixEpoch));

        var reacted = await ReactAsync(tablo, ada, said.Id, "🎉");
        Assert.Equal(("after", 4L), (reacted!.Body, reacted.Revision));
        Assert.Equal("after", (await ReplyAsync(tablo, ada, said.Id, "Yes"))!.Message.ReplyTo!.Excerpt);
        var deleted = await _xtablo.Get<IDiscussions>().ChangeAsync(
            tablo, Needs.Message(said.Id) + Needs.Replies(said.Id), discussion => discussion.Delete(ada.Id, said.Id, DateTimeOffset.UnixEpoch));
        Assert.NotNull(deleted!.DeletedAt);
        Assert.True((await ReplyAsync(tablo, ada, said.Id, "Late"))!.Message.ReplyTo!.IsDeleted);
        Assert.Equal("reaction.deleted", (await Assert.ThrowsAsync<RefusedException>(() => ReactAsync(tablo, ada, said.Id, "👍"))).Code);
    }

    [Fact]
    public async Task What_the_lane_writes_of_answers_is_what_the_context_would_write()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        var said = new[] { (await _xtablo.PostAsync(tablo, ada, "Shall we?"))!.Message, (await _xtablo.PostAsync(tablo, ada, "Shall we?"))!.Message };
        var alone = Needs.Message(MessageId.New()); // makes it a change of its own
        await ReplyAsync(tablo, ada, said[0].Id, "Yes <b> 日本");
        await ReplyAsync(tablo, ada, said[1].Id, "Yes <b> 日本", alone);
        await ReactAsync(tablo, ada, said[0].Id, "👍");
        await ReactAsync(tablo, ada, said[1].Id, "👍", alone);

        Assert.Equal([1, 1, 1, 1], _commits);
        string[] differ = ["id", "number", "revision", "text_revision", "client_id", "sequence", "message_id", "reply_to", "quote", "posted_hash"];
        var (messages, entries) = (await RowsAsync("messages", tablo), await RowsAsync("log_entries", tablo));
        foreach (var (one, other) in ((int, int)[])[(0, 1), (2, 3)])
        {
            Assert.Equal(messages[other].ExceptBy(differ, column => column.Name), messages[one].ExceptBy(differ, column => column.Name));
            Assert.Equal(messages[other].Select(column => column.Type), messages[one].Select(column => column.Type));
        }

        Assert.Equal(entries[5].ExceptBy(differ, column => column.Name), entries[4].ExceptBy(differ, column => column.Name));
        Assert.Equal([said[0].Id.ToString(), said[1].Id.ToString()], messages[2..].Select(row => row.Single(column => column.Name == "reply_to").Value.ToLowerInvariant()));
        string QuoteOf(int row) => messages[row].Single(column => column.Name == "quote").Value;
        Assert.Equal(QuoteOf(3), QuoteOf(2).Replace($"{said[0].Id}", $"{said[1].Id}", StringComparison.OrdinalIgnoreCase).Replace("\"Number\":1", "\"Number\":2", StringComparison.Ordinal));
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

    private Task<Posting?> ReplyAsync(TabloId tablo, Person by, MessageId to, string text, Needs? more = null)
    {
        var (key, id) = (ClientId.New(), MessageId.New());
        return _xtablo.Get<IDiscussions>().ChangeAsync(
            tablo,
            Needs.PostedAs(by.Id, key) + Needs.Answer(to) + (more ?? Needs.Nothing),
            discussion => discussion.Post(by, key, MessageBody.From(text), id, DateTimeOffset.UnixEpoch, replyTo: to));
    }

    private Task<MessageRow?> ReactAsync(TabloId tablo, Person by, MessageId to, string emoji, Needs? more = null) => _xtablo.Get<IDiscussions>().ChangeAsync(
        tablo, Needs.Answer(to) + (more ?? Needs.Nothing), discussion => discussion.React(by.Id, to, Emoji.From(emoji), true, DateTimeOffset.UnixEpoch));

    private async Task<Message> MessageAsync(TabloId tablo, MessageId id)
    {
        await using var db = _xtablo.Get<Database>().Open();
        return Assert.Single(await db.MessagesAsync(tablo, [id]));
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
