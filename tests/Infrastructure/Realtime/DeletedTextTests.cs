using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Tests.Realtime;

/// <summary>No frame that is begun after a change may show the text from before it, whatever was read when.</summary>
public sealed class DeletedTextTests : IDisposable
{
    private readonly FakeLog _log = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SseHub _hub;
    private readonly IStreamSubscription _subscription;
    private readonly IFollowedLog _followed;

    public DeletedTextTests()
    {
        _hub = new(
            _log, new HubOptions(8, TimeSpan.FromMilliseconds(10), StreamsPerAccount: null),
            new XtabloMetrics(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>()), new FakeTimeProvider(), NullLogger<SseHub>.Instance);
        _subscription = _hub.Subscribe(new Watcher(AccountId.New(), SessionId.New().AsAccess()))!;
        _followed = _subscription.Follow(FakeLog.Tablo);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _subscription.Dispose();
        _hub.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task A_page_that_was_read_before_the_change_is_written_as_it_is_after_it()
    {
        var posted = await CommitAsync();
        var page = await ReadAsync();
        await ChangeAsync(posted, "changed");

        Assert.Equal("changed", _followed.Present(page, page.Entries[0])?.Body);
    }

    [Fact]
    public async Task A_page_of_the_table_that_was_read_before_the_change_does_not_bring_the_old_text_back()
    {
        var posted = _log.Commit(); // nobody was told
        await ReadAsync(long.MaxValue);
        for (var i = 0; i < 20; i++)
        {
            await CommitAsync(); // it has long fallen off the ring
        }

        _log.Hold = new();
        var reading = ReadAsync();
        await _log.LookedAsync();
        await ChangeAsync(posted, "changed");
        _log.Hold.SetResult();
        _log.Hold = null;
        var stale = await reading;

        Assert.Equal("Message 1", stale.Entries[0].Message.Body); // else this proves nothing
        Assert.Equal("changed", _followed.Present(stale, stale.Entries[0])?.Body);
        Assert.Equal("changed", (await ReadAsync()).Entries[0].Message.Body);
    }

    [Fact]
    public async Task A_post_that_is_told_after_its_change_does_not_bring_the_old_text_back()
    {
        await CommitAsync();
        await ReadAsync(long.MaxValue);
        var posted = _log.Commit();
        await ChangeAsync(posted, "changed"); // told by another writer, which was faster
        await _hub.BroadcastAsync(FakeLog.Tablo, _log.Epoch, posted, Ct);

        var page = await ReadAsync(1);

        Assert.All(page.Entries, entry => Assert.Equal("changed", entry.Message.Body));
    }

    [Fact]
    public async Task When_the_change_has_been_forgotten_the_page_is_read_again()
    {
        var posted = await CommitAsync();
        await ReadAsync(long.MaxValue);
        _log.Hold = new();
        var reading = ReadAsync();
        await _log.LookedAsync();
        await ChangeAsync(posted, "changed");
        for (var i = 0; i < 20; i++)
        {
            await CommitAsync();
        }

        _log.Hold.SetResult();
        _log.Hold = null;
        var stale = await reading;

        Assert.Null(_followed.Present(stale, stale.Entries[0]));
    }

    [Fact]
    public async Task Posts_that_were_forgotten_do_not_make_a_page_stale()
    {
        await CommitAsync();
        await ReadAsync(long.MaxValue);
        _log.Hold = new();
        var reading = ReadAsync();
        await _log.LookedAsync();
        for (var i = 0; i < 20; i++)
        {
            await CommitAsync();
        }

        _log.Hold.SetResult();
        _log.Hold = null;
        var page = await reading;

        Assert.NotNull(_followed.Present(page, page.Entries[0])); // else a flood of posts would hold up who comes from far back
    }

    [Fact]
    public async Task A_change_whose_predecessor_was_lost_is_shown_by_the_older_entries_all_the_same()
    {
        await ReadAsync(long.MaxValue);
        var posted = await CommitAsync();
        _log.Commit(); // lost
        await ChangeAsync(posted, "changed");

        var page = await ReadAsync();

        Assert.All(page.Entries.Where(entry => entry.Message.Id == posted.Message.Id), entry => Assert.Equal("changed", entry.Message.Body));
    }

    [Theory]
    [InlineData(true)] // a stream that begins has read the head itself
    [InlineData(false)] // a ring, or the question of each second
    public async Task What_another_node_changed_shows_to_who_is_behind_once_its_head_is_known(bool byAStream)
    {
        await ReadAsync(long.MaxValue);
        var posted = await CommitAsync();
        await CommitAsync();
        var changed = _log.CommitChangeOf(posted, "changed"); // elsewhere: here nobody is told
        if (byAStream)
        {
            _followed.Learn(new Cursor(_log.Epoch, changed.Sequence));
        }
        else
        {
            _hub.Reconcile([FakeLog.Tablo], [new DiscussionHead(FakeLog.Tablo, _log.Epoch, changed.Sequence)]);
        }

        Assert.DoesNotContain(_followed.KnownAfter(0)?.Entries ?? [], entry => entry.Message.Body == "Message 1");
        Assert.Equal("changed", (await ReadAsync()).Entries[0].Message.Body);
    }

    [Fact]
    public async Task A_change_that_nobody_was_told_of_shows_when_it_is_told_again()
    {
        await ReadAsync(long.MaxValue);
        var posted = await CommitAsync();
        var change = _log.CommitChangeOf(posted, "changed"); // the answer to its COMMIT was lost
        Assert.Equal("Message 1", (await ReadAsync()).Entries[0].Message.Body);

        await _hub.BroadcastAsync(FakeLog.Tablo, _log.Epoch, change, Ct); // its repetition is acknowledged

        Assert.All((await ReadAsync()).Entries, entry => Assert.Equal("changed", entry.Message.Body));
    }

    [Fact]
    public async Task A_stale_page_is_not_kept_for_others()
    {
        await ReadAsync(long.MaxValue);
        _log.Commit(); // lost
        var posted = _log.Commit(); // lost too
        _log.Hold = new();
        _hub.Reconcile(_hub.Watched(), await _log.ReadHeadsAsync(_hub.Watched(), Ct));
        var reading = ReadAsync();
        await _log.LookedAsync();
        await ChangeAsync(posted, "changed"); // not the next one for the ring, which therefore does not have it
        _log.Hold.SetResult();
        _log.Hold = null;
        await reading;

        var page = await ReadAsync();

        Assert.All(page.Entries.Where(entry => entry.Message.Id == posted.Message.Id), entry => Assert.Equal("changed", entry.Message.Body));
    }

    private ValueTask<LogPage> ReadAsync(long sequence = 0) => _followed.ReadAfterAsync(sequence, Ct);

    private async Task<StreamEntry> CommitAsync()
    {
        var entry = _log.Commit();
        await _hub.BroadcastAsync(FakeLog.Tablo, _log.Epoch, entry, Ct);
        return entry;
    }

    private Task ChangeAsync(StreamEntry posted, string body) =>
        _hub.BroadcastAsync(FakeLog.Tablo, _log.Epoch, _log.CommitChangeOf(posted, body), Ct);
}
