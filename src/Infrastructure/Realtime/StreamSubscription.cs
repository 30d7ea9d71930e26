using Xtablo.Application.Realtime;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Realtime;

internal sealed class StreamSubscription(DiscussionFeed feed, Watcher watcher, Action<StreamSubscription> unsubscribe) : IStreamSubscription
{
    private readonly CancellationTokenSource _ended = new();

    public TabloId TabloId => feed.TabloId;

    public Watcher Watcher => watcher;

    public Cursor Head => feed.Head ?? default;

    public CancellationToken Ended => _ended.Token;

    public string? EndReason { get; private set; }

    public async Task<Cursor> ReadHeadAsync(CancellationToken ct)
    {
        if (feed.Head is { } known)
        {
            return known;
        }

        var page = await feed.ReadAfterAsync(long.MaxValue, ct); // beyond any entry: only the head is wanted
        return new Cursor(page.Epoch, page.Head);
    }

    public ValueTask<LogPage> ReadAfterAsync(Cursor cursor, CancellationToken ct) => feed.ReadAfterAsync(cursor.Sequence, ct);

    public Task WaitForMoreAsync(Cursor cursor, TimeSpan limit, CancellationToken ct) => feed.WaitForMoreAsync(cursor, limit, ct);

    /// <summary>Ends the stream; the first reason stands.</summary>
    public void End(string reason)
    {
        EndReason ??= reason;
        _ended.Cancel();
    }

    public void Dispose() => unsubscribe(this); // the source has no timer, and a late End() may still cancel it
}
