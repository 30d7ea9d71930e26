using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Tests.Realtime;

/// <summary>A log that a test writes by hand, and can hold still in the middle of a reading.</summary>
internal sealed class FakeLog : ILog
{
    public static readonly TabloId Tablo = TabloId.New();

    private readonly List<StreamEntry> _entries = [];
    private long? _head; // when it is not the last entry's
    private TaskCompletionSource _looked = new();

    public Epoch Epoch { get; set; } = new("epoch000");

    private long Head => _head ?? (_entries.Count == 0 ? 0 : _entries[^1].Sequence);

    public int Readings { get; private set; }

    /// <summary>When set, a reading that has looked waits for it before it answers.</summary>
    public TaskCompletionSource? Hold
    {
        get;
        set
        {
            field = value;
            _looked = new();
        }
    }

    /// <summary>Completes when a reading has looked since it was last held or let go.</summary>
    public Task LookedAsync() => _looked.Task.WaitAsync(TimeSpan.FromSeconds(10));

    public static StreamEntry Entry(long sequence) => new(sequence, new MessageRow(
        Tablo, new MessageId(new Guid((int)sequence, 0, 0, new byte[8])), sequence, sequence, Notice: null,
        new AccountId(Guid.Empty), "Ada", new ClientId(Guid.Empty), $"Message {sequence}", DateTimeOffset.UnixEpoch, null, null));

    /// <summary>Commits the next entry; nobody hears of it.</summary>
    public StreamEntry Commit(string? body = null)
    {
        var entry = Entry(_entries.Count + 1);
        entry = body is null ? entry : entry with { Message = entry.Message with { Body = body } };
        _entries.Add(entry);
        return entry;
    }

    /// <summary>Commits another change of a message that is there.</summary>
    public StreamEntry CommitChangeOf(StreamEntry earlier, string body)
    {
        var sequence = _entries.Count + 1;
        var view = earlier.Message with { Revision = sequence, Body = body, EditedAt = DateTimeOffset.UnixEpoch };
        _entries.Add(new StreamEntry(sequence, view));
        for (var i = 0; i < _entries.Count; i++)
        {
            _entries[i] = _entries[i].Message.Id == view.Id ? _entries[i] with { Message = view } : _entries[i];
        }

        return _entries[^1];
    }

    /// <summary>Takes an entry out, as no sound database can; the head stays.</summary>
    public void Lose(long sequence)
    {
        _head = _entries[^1].Sequence;
        _entries.RemoveAll(entry => entry.Sequence == sequence);
    }

    public async Task<LogPage> ReadAfterAsync(TabloId tabloId, long sequence, int limit, CancellationToken ct)
    {
        Readings++;
        var page = new LogPage(
            Epoch,
            Head,
            [.. _entries.Where(entry => entry.Sequence > sequence).Take(limit)]);
        _looked.TrySetResult();
        if (Hold is { } hold)
        {
            await hold.Task.WaitAsync(ct);
        }

        return page;
    }

    public Task<IReadOnlyList<DiscussionHead>> ReadHeadsAsync(IReadOnlyCollection<TabloId> tablos, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<DiscussionHead>>([new DiscussionHead(Tablo, Epoch, Head)]);
}
