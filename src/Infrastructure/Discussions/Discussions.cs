using Xtablo.Application.Common;
using Xtablo.Application.Operation;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

internal sealed class Discussions(
    Database database, SingleChange single, DomainEventDispatcher dispatcher, XtabloMetrics metrics, TimeProvider time)
    : IDiscussions
{
    /// <summary>How long the caller of a change waits for its outcome.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(9);

    private readonly Lane[] _lanes = [.. Enumerable.Range(0, database.Lanes).Select(_ =>
        new Lane(database, dispatcher, metrics, time, waits: database.Lanes == 1))];

    public async Task AddAsync(Discussion discussion, CancellationToken ct)
    {
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db);
        db.Add(discussion);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync();
    }

    public async Task<T?> ChangeAsync<T>(TabloId tabloId, Needs needs, Func<Discussion, T> change)
        where T : class
    {
        var since = time.GetTimestamp();
        var outcome = needs.OnlyAdds
            ? AddInLaneAsync(tabloId, needs, since, change)
            : single.ChangeAsync(tabloId, needs, since, change);
        try
        {
            // The change goes on when its caller gives up: a commit under way cannot be taken back.
            return await outcome.WaitAsync(Patience, time);
        }
        catch (Exception failure) when (database.IsOutage(failure))
        {
            metrics.ChangesUnknown.Add(1);
            throw;
        }
    }

    private Task<T?> AddInLaneAsync<T>(TabloId tabloId, Needs needs, long since, Func<Discussion, T> change)
        where T : class
    {
        var (author, clientId) = needs.Posts.SingleOrDefault();
        var waiting = new WaitingChange<T>(
            new PostKey(tabloId, author, clientId), needs.Answered, since, change,
            () => single.ChangeAsync(tabloId, needs, since, change));
        _lanes[database.LaneOf(tabloId)].Add(waiting);
        return waiting.Outcome;
    }
}
